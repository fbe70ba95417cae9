using System.Collections.Generic;

using static Pelikan.Node.Tests.Protocol.Memcache.Conversations;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>delete, touch, incr and decr.</summary>
internal static class KeyCommandConversations
{
    private const string BadLine = "CLIENT_ERROR bad command line format\r\n";
    private const string BadDelta = "CLIENT_ERROR invalid numeric delta argument\r\n";
    private const string BadExptime = "CLIENT_ERROR invalid exptime argument\r\n";
    private const string NotNumeric = "CLIENT_ERROR cannot increment or decrement non-numeric value\r\n";
    private const string DeleteUsage = "CLIENT_ERROR bad command line format.  Usage: delete <key> [noreply]\r\n";
    private const string OldShortLines = "before 1.6.40 too few arguments are ERROR";
    private const string OldNumbers = "before 1.6.40 numbers are read more loosely";

    public static IReadOnlyList<Conversation> All { get; } =
    [
        new Conversation("delete")
            .Say("delete k\r\n", "NOT_FOUND\r\n")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("delete k\r\n", "DELETED\r\n")
            .Say("get k\r\n", "END\r\n")
            .Say("delete k\r\n", "NOT_FOUND\r\n"),
        new Conversation("delete with noreply, and with the 0 of old clients")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .SayQuietly("delete k noreply\r\n")
            .Say("get k\r\n", "END\r\n")
            .SayQuietly("delete k noreply\r\n")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("delete k 0\r\n", "DELETED\r\n")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .SayQuietly("delete k 0 noreply\r\n")
            .SayQuietly("delete k 10 noreply\r\n")
            .Say("get k\r\n", "END\r\n"),
        new Conversation("delete with another tail tells how it is used")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("delete k 10\r\n", DeleteUsage)
            .Say("delete k 0 0\r\n", DeleteUsage)
            .Say("delete k b c d e\r\n", DeleteUsage)
            .Say("get k\r\n", "VALUE k 0 1\r\na\r\nEND\r\n")
            .Differs("1.6.18 answers ERROR to more than five words, 1.6.40 ignores the tail"),
        new Conversation("a key called noreply is answered")
            .Say("set noreply 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("delete noreply\r\n", "DELETED\r\n")
            .Say("touch noreply 0\r\n", "NOT_FOUND\r\n")
            .Say("incr noreply 1\r\n", "NOT_FOUND\r\n")
            .Differs("memcached takes the key for the word"),
        new Conversation("incr and decr")
            .Say("incr k 1\r\n", "NOT_FOUND\r\n")
            .Say("decr k 1\r\n", "NOT_FOUND\r\n")
            .Say("set k 3 0 2\r\n10\r\n", "STORED\r\n")
            .Say("incr k 90\r\n", "100\r\n")
            .Say("incr k 0\r\n", "100\r\n")
            .Say("get k\r\n", "VALUE k 3 3\r\n100\r\nEND\r\n"),
        new Conversation("decr leaves no blanks behind the shorter number")
            .Say("set k 3 0 3\r\n100\r\n", "STORED\r\n")
            .Say("decr k 1\r\n", "99\r\n")
            .Say("get k\r\n", "VALUE k 3 2\r\n99\r\nEND\r\n")
            .Say("decr k 1000\r\n", "0\r\n")
            .Say("get k\r\n", "VALUE k 3 1\r\n0\r\nEND\r\n")
            .Differs("memcached fills the old length with blanks"),
        new Conversation("incr wraps at 64 bits, decr stops at 0")
            .Say("set k 0 0 20\r\n18446744073709551615\r\n", "STORED\r\n")
            .Say("incr k 1\r\n", "0\r\n")
            .Say("incr k 18446744073709551615\r\n", "18446744073709551615\r\n")
            .Say("incr k 18446744073709551615\r\n", "18446744073709551614\r\n")
            .Say("decr k 18446744073709551615\r\n", "0\r\n"),
        new Conversation("incr and decr change the cas id")
            .Say("set k 0 0 1\r\n5\r\n", "STORED\r\n")
            .Say("gets k\r\n", "VALUE k 0 1 %id%\r\n5\r\nEND\r\n")
            .Say("incr k 1\r\n", "6\r\n")
            .Say("cas k 0 0 1 %id%\r\n9\r\n", "EXISTS\r\n"),
        new Conversation("incr and decr refuse a value that is no number")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("incr k 1\r\n", NotNumeric)
            .Say("decr k 1\r\n", NotNumeric)
            .Say("set k 0 0 20\r\n18446744073709551616\r\n", "STORED\r\n")
            .Say("incr k 1\r\n", NotNumeric)
            .Say("set k 0 0 2\r\n-5\r\n", "STORED\r\n")
            .Say("incr k 1\r\n", NotNumeric)
            .Say("set k 0 0 3\r\n1.0\r\n", "STORED\r\n")
            .Say("incr k 1\r\n", NotNumeric),
        new Conversation("incr and decr refuse a delta that is no number")
            .Say("set k 0 0 1\r\n5\r\n", "STORED\r\n")
            .Say("incr k x\r\n", BadDelta)
            .Say("decr k -1\r\n", BadDelta)
            .Say("incr k 1.0\r\n", BadDelta)
            .Say("incr k 18446744073709551616\r\n", BadDelta)
            .Say("get k\r\n", "VALUE k 0 1\r\n5\r\nEND\r\n"),
        new Conversation("incr refuses a delta with a plus")
            .Say("set k 0 0 1\r\n5\r\n", "STORED\r\n")
            .Say("incr k +1\r\n", BadDelta)
            .Differs(OldNumbers),
        new Conversation("incr and decr with noreply")
            .Say("set k 0 0 1\r\n5\r\n", "STORED\r\n")
            .SayQuietly("incr k 4 noreply\r\n")
            .SayQuietly("decr k 2 noreply\r\n")
            .SayQuietly("incr none 1 noreply\r\n")
            .SayQuietly("incr k x noreply\r\n")
            .Say("get k\r\n", "VALUE k 0 1\r\n7\r\nEND\r\n"),
        new Conversation("touch")
            .Say("touch k 0\r\n", "NOT_FOUND\r\n")
            .Say("set k 0 0 1\r\n5\r\n", "STORED\r\n")
            .Say("gets k\r\n", "VALUE k 0 1 %id%\r\n5\r\nEND\r\n")
            .Say("touch k 100\r\n", "TOUCHED\r\n")
            .Say("gets k\r\n", "VALUE k 0 1 %id%\r\n5\r\nEND\r\n")
            .SayQuietly("touch k 0 noreply\r\n")
            .SayQuietly("touch none 0 noreply\r\n")
            .Say("touch k x\r\n", BadExptime)
            .Say("touch k -1\r\n", "TOUCHED\r\n")
            .Say("get k\r\n", "END\r\n"),
        new Conversation("touch refuses a bad exptime in silence where asked to")
            .SayQuietly("touch k x noreply\r\n")
            .Say("touch k 1.5\r\n", BadExptime),
        new Conversation("too few arguments")
            .Say("delete\r\n", BadLine)
            .Say("touch\r\n", BadLine)
            .Say("touch k\r\n", BadLine)
            .Say("incr\r\n", BadLine)
            .Say("incr k\r\n", BadLine)
            .Say("decr k\r\n", BadLine)
            .Differs(OldShortLines),
        new Conversation("further arguments are ignored")
            .Say("set k 0 0 1\r\n5\r\n", "STORED\r\n")
            .Say("incr k 1 x y\r\n", "6\r\n")
            .Say("touch k 0 x y\r\n", "TOUCHED\r\n")
            .Differs("before 1.6.40 they are an error"),
        new Conversation("a key of 251 bytes")
            .Say($"delete {Repeat('k', KeyBytesMax + 1)}\r\n", BadLine)
            .Say($"touch {Repeat('k', KeyBytesMax + 1)} 0\r\n", BadLine)
            .Say($"incr {Repeat('k', KeyBytesMax + 1)} 1\r\n", BadLine)
            .SayQuietly($"decr {Repeat('k', KeyBytesMax + 1)} 1 noreply\r\n"),
    ];
}
