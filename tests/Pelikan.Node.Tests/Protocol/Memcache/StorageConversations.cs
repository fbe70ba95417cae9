using System.Collections.Generic;

using static Pelikan.Node.Tests.Protocol.Memcache.Conversations;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>set, add, replace, append, prepend and cas, with everything that can be wrong with them.</summary>
internal static class StorageConversations
{
    private const string BadLine = "CLIENT_ERROR bad command line format\r\n";
    private const string BadChunk = "CLIENT_ERROR bad data chunk\r\n";
    private const string TooLarge = "SERVER_ERROR object too large for cache\r\n";
    private const string OldBodies = "before 1.6.40 the body of such a line is taken for commands";

    public static IReadOnlyList<Conversation> All { get; } =
    [
        .. Outcomes,
        .. Quiet,
        .. BadLines,
        .. BadBodies,
        .. LargeBodies,
    ];

    private static Conversation[] Outcomes =>
    [
        new Conversation("set stores and overwrites")
            .Say("set k 5 0 3\r\nabc\r\n", "STORED\r\n")
            .Say("get k\r\n", "VALUE k 5 3\r\nabc\r\nEND\r\n")
            .Say("set k 6 0 2\r\nde\r\n", "STORED\r\n")
            .Say("get k\r\n", "VALUE k 6 2\r\nde\r\nEND\r\n"),
        new Conversation("set accepts an empty value")
            .Say("set k 0 0 0\r\n\r\n", "STORED\r\n")
            .Say("get k\r\n", "VALUE k 0 0\r\n\r\nEND\r\n"),
        new Conversation("values are bytes: line ends, commands and zeros come back")
            .Say("set k 0 0 14\r\nget k\r\nEND\r\n\0\r\r\n", "STORED\r\n")
            .Say("get k\r\n", "VALUE k 0 14\r\nget k\r\nEND\r\n\0\r\r\nEND\r\n"),
        new Conversation("numbers are not rewritten")
            .Say("set k 0 0 3\r\n007\r\n", "STORED\r\n")
            .Say("get k\r\n", "VALUE k 0 3\r\n007\r\nEND\r\n")
            .Say("set k 0 0 2\r\n+5\r\n", "STORED\r\n")
            .Say("get k\r\n", "VALUE k 0 2\r\n+5\r\nEND\r\n"),
        new Conversation("flags have 32 bits")
            .Say("set k 4294967295 0 1\r\na\r\n", "STORED\r\n")
            .Say("get k\r\n", "VALUE k 4294967295 1\r\na\r\nEND\r\n"),
        new Conversation("keys are any bytes but space and line feed, up to 250")
            .Say($"set {Repeat('k', KeyBytesMax)} 0 0 1\r\na\r\n", "STORED\r\n")
            .Say($"get {Repeat('k', KeyBytesMax)}\r\n", $"VALUE {Repeat('k', KeyBytesMax)} 0 1\r\na\r\nEND\r\n")
            .Say("set \u00e9\t\u0001\u00ff 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("get \u00e9\t\u0001\u00ff\r\n", "VALUE \u00e9\t\u0001\u00ff 0 1\r\na\r\nEND\r\n"),
        new Conversation("keys tell case apart")
            .Say("set K 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("get k\r\n", "END\r\n"),
        new Conversation("runs of spaces separate once")
            .Say("set   k  7   0 1  \r\na\r\n", "STORED\r\n")
            .Say("get  k \r\n", "VALUE k 7 1\r\na\r\nEND\r\n"),
        new Conversation("further tokens of a storage line are ignored")
            .Say("set k 0 0 1 x y z\r\na\r\n", "STORED\r\n")
            .Say("get k\r\n", "VALUE k 0 1\r\na\r\nEND\r\n")
            .Differs("before 1.6.40 they are an error"),
        new Conversation("add stores only what is not there")
            .Say("add k 1 0 1\r\na\r\n", "STORED\r\n")
            .Say("add k 2 0 1\r\nb\r\n", "NOT_STORED\r\n")
            .Say("get k\r\n", "VALUE k 1 1\r\na\r\nEND\r\n"),
        new Conversation("replace stores only what is there")
            .Say("replace k 0 0 1\r\na\r\n", "NOT_STORED\r\n")
            .Say("get k\r\n", "END\r\n")
            .Say("set k 1 0 1\r\na\r\n", "STORED\r\n")
            .Say("replace k 2 0 1\r\nb\r\n", "STORED\r\n")
            .Say("get k\r\n", "VALUE k 2 1\r\nb\r\nEND\r\n"),
        new Conversation("append and prepend keep the flags")
            .Say("append k 0 0 1\r\na\r\n", "NOT_STORED\r\n")
            .Say("prepend k 0 0 1\r\na\r\n", "NOT_STORED\r\n")
            .Say("set k 9 0 1\r\nm\r\n", "STORED\r\n")
            .Say("append k 1 0 2\r\n>>\r\n", "STORED\r\n")
            .Say("prepend k 2 0 2\r\n<<\r\n", "STORED\r\n")
            .Say("get k\r\n", "VALUE k 9 5\r\n<<m>>\r\nEND\r\n"),
        new Conversation("append and prepend do not make a value larger than any may be")
            .Say($"set k 5 0 999\r\n{Repeat('v', 999)}\r\n", "STORED\r\n")
            .Say("append k 0 0 2\r\nab\r\n", "NOT_STORED\r\n")
            .Say("prepend k 0 0 2\r\nab\r\n", "NOT_STORED\r\n")
            .SayQuietly("append k 0 0 2 noreply\r\nab\r\n")
            .Say("get k\r\n", $"VALUE k 5 999\r\n{Repeat('v', 999)}\r\nEND\r\n")
            .Say("append k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("prepend k 0 0 1\r\nb\r\n", "NOT_STORED\r\n")
            .Say("get k\r\n", $"VALUE k 5 1000\r\n{Repeat('v', 999)}a\r\nEND\r\n")
            .Differs("the limit of the tests is smaller than memcached's"),
        new Conversation("append and prepend of nothing store")
            .Say("set k 9 0 1\r\nm\r\n", "STORED\r\n")
            .Say("append k 0 0 0\r\n\r\n", "STORED\r\n")
            .Say("prepend k 0 0 0\r\n\r\n", "STORED\r\n")
            .Say("get k\r\n", "VALUE k 9 1\r\nm\r\nEND\r\n"),
        new Conversation("cas stores while the item is unchanged")
            .Say("cas k 0 0 1 1\r\na\r\n", "NOT_FOUND\r\n")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("gets k\r\n", "VALUE k 0 1 %first%\r\na\r\nEND\r\n")
            .Say("cas k 3 0 1 %first%\r\nb\r\n", "STORED\r\n")
            .Say("cas k 0 0 1 %first%\r\nc\r\n", "EXISTS\r\n")
            .Say("gets k\r\n", "VALUE k 3 1 %second%\r\nb\r\nEND\r\n")
            .Say("append k 0 0 1\r\nx\r\n", "STORED\r\n")
            .Say("cas k 0 0 1 %second%\r\nc\r\n", "EXISTS\r\n")
            .Say("cas k 0 0 1 0\r\nc\r\n", "EXISTS\r\n")
            .Say("get k\r\n", "VALUE k 3 2\r\nbx\r\nEND\r\n"),
        new Conversation("cas ids have 64 bits")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("cas k 0 0 1 18446744073709551615\r\nb\r\n", "EXISTS\r\n"),
    ];

    private static Conversation[] Quiet =>
    [
        new Conversation("noreply silences every storage command")
            .SayQuietly("add k 0 0 1 noreply\r\n1\r\n")
            .Say("get k\r\n", "VALUE k 0 1\r\n1\r\nEND\r\n")
            .SayQuietly("add k 0 0 1 noreply\r\n8\r\n")
            .SayQuietly("set k 0 0 1 noreply\r\n2\r\n")
            .Say("get k\r\n", "VALUE k 0 1\r\n2\r\nEND\r\n")
            .SayQuietly("replace k 0 0 1 noreply\r\n3\r\n")
            .SayQuietly("append k 0 0 1 noreply\r\n4\r\n")
            .SayQuietly("prepend k 0 0 1 noreply\r\n5\r\n")
            .Say("gets k\r\n", "VALUE k 0 3 %id%\r\n534\r\nEND\r\n")
            .SayQuietly("cas k 0 0 1 1 noreply\r\n7\r\n")
            .SayQuietly("cas k 0 0 1 %id% noreply\r\n6\r\n")
            .SayQuietly("cas none 0 0 1 1 noreply\r\n6\r\n")
            .Say("get k\r\n", "VALUE k 0 1\r\n6\r\nEND\r\n"),
        new Conversation("noreply silences the errors of a storage command too")
            .SayQuietly($"set {Repeat('k', KeyBytesMax + 1)} 0 0 1 noreply\r\na\r\n")
            .SayQuietly("set k x 0 1 noreply\r\na\r\n")
            .SayQuietly("set k 0 x 1 noreply\r\na\r\n")
            .SayQuietly("cas k 0 0 1 x noreply\r\na\r\n")
            .SayQuietly("cas k 0 0 1 noreply\r\na\r\n")
            .SayQuietly($"set k 0 0 1001 noreply\r\n{Repeat('a', 1001)}\r\n")
            .Say("get k\r\n", "END\r\n")
            .Differs(OldBodies),
        new Conversation("noreply silences a bad data chunk")
            .SayQuietly("set k 0 0 1 noreply\r\nab\r\n")
            .Say("get k\r\n", "END\r\n")
            .Differs("memcached takes what is left of the body for a command"),
    ];

    private static Conversation[] BadLines =>
    [
        new Conversation("a key of 251 bytes costs one error, its body is not run")
            .Say($"set {Repeat('k', KeyBytesMax + 1)} 0 0 5\r\nget a\r\n", BadLine)
            .Say("get a\r\n", "END\r\n")
            .Differs(OldBodies),
        new Conversation("bad flags cost one error")
            .Say("set k -1 0 1\r\na\r\n", BadLine)
            .Say("set k 4294967296 0 1\r\na\r\n", BadLine)
            .Say("set k abc 0 1\r\na\r\n", BadLine)
            .Say("set k 1.5 0 1\r\na\r\n", BadLine)
            .Say("get k\r\n", "END\r\n")
            .Differs("flags of more than 32 bits are cut, and before 1.6.40 the bodies are taken for commands"),
        new Conversation("a bad exptime costs one error")
            .Say("set k 0 abc 1\r\na\r\n", BadLine)
            .Say("set k 0 1.5 1\r\na\r\n", BadLine)
            .Say("set k 0 9223372036854775808 1\r\na\r\n", BadLine)
            .Say("get k\r\n", "END\r\n")
            .Differs(OldBodies),
        new Conversation("cas without an id, and with a bad one, costs one error")
            .Say("cas k 0 0 6 \r\nbarva2\r\n", BadLine)
            .Say("cas k 0 0 6 x\r\nbarva2\r\n", BadLine)
            .Say("cas k 0 0 6 -1\r\nbarva2\r\n", BadLine)
            .Say("cas k 0 0 6 18446744073709551616\r\nbarva2\r\n", BadLine)
            .Say("get k\r\n", "END\r\n")
            .Differs(OldBodies),
        .. UnknownLength("set k 0 0\r\nflush_all\r\n"),
        .. UnknownLength("set k 0 0 \r\nflush_all\r\n"),
        .. UnknownLength("set\r\nflush_all\r\n"),
        .. UnknownLength("set k 0 0 -1\r\nflush_all\r\n"),
        .. UnknownLength("set k 0 0 abc\r\nflush_all\r\n"),
        .. UnknownLength("set k 0 0 1.0\r\nflush_all\r\n"),
        .. UnknownLength("set k 0 0 +1\r\nflush_all\r\n"),
        .. UnknownLength("set k 0 0 2147483646\r\nflush_all\r\n"),
        .. UnknownLength("set k 0 0 4294967296\r\nflush_all\r\n"),
        .. UnknownLength("set k 0 0 noreply\r\nflush_all\r\n"),
        .. UnknownLength("set  0 0 5\r\nvalue\r\n"),
        .. UnknownLength("cas k 0 0\r\nflush_all\r\n"),
        .. UnknownLength("append k\r\nflush_all\r\n"),
    ];

    private static Conversation[] BadBodies =>
    [
        new Conversation("a body longer than its line says costs one error, and what is left of it is not run")
            .Say("set k 0 0 3\r\nabcd\r\n", BadChunk)
            .Say("set k 0 0 3\r\nabcdefflush_all\r\n", BadChunk)
            .Say("set k 0 0 0\r\nquit\r\n", BadChunk)
            .Say("get k\r\n", "END\r\n")
            .Differs("memcached takes what is left of the body for a command"),
        new Conversation("a body one byte short costs one error and nothing of the next request")
            .Say("set k 0 0 3\r\nab\r\n", BadChunk)
            .Say("get k\r\n", "END\r\n")
            .Differs("memcached waits for a byte of the next request, and takes it"),
        new Conversation("a body that ends in a bare line feed is a bad data chunk")
            .Say("set k 0 0 3\r\nabc\n", BadChunk)
            .Say("get k\r\n", "END\r\n")
            .Differs("memcached waits for a byte of the next request, and takes it"),
        new Conversation("a body that ends in CR and another byte is a bad data chunk")
            .Say("set k 0 0 3\r\nabc\rx\r\n", BadChunk)
            .Say("get k\r\n", "END\r\n")
            .Differs("memcached takes what is left of the body for a command"),
        new Conversation("a bad data chunk leaves the old value")
            .Say("set k 0 0 3\r\nabc\r\n", "STORED\r\n")
            .Say("set k 0 0 3\r\nabcd\r\n", BadChunk)
            .Say("get k\r\n", "VALUE k 0 3\r\nabc\r\nEND\r\n")
            .Differs("memcached takes what is left of the body for a command"),
        new Conversation("a body that has not come leaves the session waiting")
            .Say("set k 0 0 3\r\nab", string.Empty)
            .Leave(15)
            .Differs("a server across a socket does not say what it holds"),
    ];

    private static Conversation[] LargeBodies =>
    [
        new Conversation("a value at the limit is stored, one byte more is swallowed and answered")
            .Say($"set k 0 0 1000\r\n{Repeat('v', 1000)}\r\n", "STORED\r\n")
            .Say("delete k\r\n", "DELETED\r\n")
            .Say($"set k 0 0 1001\r\n{Repeat('v', 1001)}\r\n", TooLarge)
            .Say("get k\r\n", "END\r\n")
            .Differs("the limit of this table is 1000 bytes"),
        new Conversation("an over-large set ends the old value, other commands leave it")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say($"add k 0 0 1001\r\n{Repeat('v', 1001)}\r\n", TooLarge)
            .Say($"replace k 0 0 1001\r\n{Repeat('v', 1001)}\r\n", TooLarge)
            .Say($"append k 0 0 1001\r\n{Repeat('v', 1001)}\r\n", TooLarge)
            .Say($"cas k 0 0 1001 1\r\n{Repeat('v', 1001)}\r\n", TooLarge)
            .Say("get k\r\n", "VALUE k 0 1\r\na\r\nEND\r\n")
            .Say($"set k 0 0 1001\r\n{Repeat('v', 1001)}\r\n", TooLarge)
            .Say("get k\r\n", "END\r\n")
            .Differs("the limit of this table is 1000 bytes"),
        new Conversation("an over-large body with line ends in it is swallowed by its count")
            .Say($"set k 0 0 1800\r\n{Repeat('\n', 900)}{Repeat('q', 900)}\r\n", TooLarge)
            .Say("get k\r\n", "END\r\n")
            .Differs("the limit of this table is 1000 bytes"),
    ];

    private static Conversation[] UnknownLength(string request) =>
    [
        new Conversation($"closed, since the end of its body is unknown: {request.Split('\r')[0]}")
            .Say(request, BadLine)
            .Close()
            .Differs("memcached goes on and takes the body for commands"),
    ];
}
