using System.Collections.Generic;
using System.Linq;

using static Pelikan.Node.Tests.Protocol.Memcache.Conversations;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>get, gets, gat and gats.</summary>
internal static class RetrievalConversations
{
    private const string BadLine = "CLIENT_ERROR bad command line format\r\n";
    private const string OldShortLines = "before 1.6.40 too few arguments are ERROR";

    public static IReadOnlyList<Conversation> All { get; } =
    [
        new Conversation("many keys are answered in the order asked, misses left out, duplicates twice")
            .Say("set a 1 0 1\r\n1\r\n", "STORED\r\n")
            .Say("set b 2 0 2\r\n22\r\n", "STORED\r\n")
            .Say("get b a none b\r\n", "VALUE b 2 2\r\n22\r\nVALUE a 1 1\r\n1\r\nVALUE b 2 2\r\n22\r\nEND\r\n")
            .Say("gets none b a \r\n", "VALUE b 2 2 %b%\r\n22\r\nVALUE a 1 1 %a%\r\n1\r\nEND\r\n"),
        new Conversation("as many keys as a batch, one more, and as many as are allowed")
            .Say("set a 0 0 1\r\n1\r\n", "STORED\r\n")
            .Say(Asking(32), Answering(32))
            .Say(Asking(33), Answering(33))
            .Say(Asking(60), Answering(60)),
        new Conversation("too many keys cost one error")
            .Say(Asking(61), "CLIENT_ERROR too many keys in one request\r\n")
            .Say("get a\r\n", "END\r\n")
            .Differs("memcached has no such limit"),
        new Conversation("noreply is a key to get")
            .Say("set noreply 0 0 1\r\nx\r\n", "STORED\r\n")
            .Say("get a noreply\r\n", "VALUE noreply 0 1\r\nx\r\nEND\r\n"),
        new Conversation("no key costs an error")
            .Say("get\r\n", BadLine)
            .Say("gets\r\n", BadLine)
            .Say("gat\r\n", BadLine)
            .Say("gats\r\n", BadLine)
            .Say("get \r\n", BadLine)
            .Say("gat 0\r\n", BadLine)
            .Say("gats 0 \r\n", BadLine)
            .Differs(OldShortLines),
        new Conversation("one overlong key among others leaves only the error")
            .Say("set a 0 0 1\r\n1\r\n", "STORED\r\n")
            .Say($"get a {Repeat('k', KeyBytesMax + 1)} a\r\n", BadLine)
            .Say($"gets {Repeat('k', KeyBytesMax + 1)}\r\n", BadLine)
            .Say($"gat 0 a {Repeat('k', KeyBytesMax + 1)}\r\n", BadLine)
            .Say("get a\r\n", "VALUE a 0 1\r\n1\r\nEND\r\n"),
        new Conversation("gat and gats answer as get and gets do")
            .Say("set a 7 0 1\r\n1\r\n", "STORED\r\n")
            .Say("gets a\r\n", "VALUE a 7 1 %id%\r\n1\r\nEND\r\n")
            .Say("gat 100 a none\r\n", "VALUE a 7 1\r\n1\r\nEND\r\n")
            .Say("gats 0 none a a\r\n", "VALUE a 7 1 %id%\r\n1\r\nVALUE a 7 1 %id%\r\n1\r\nEND\r\n"),
        new Conversation("gat refuses an exptime that is no number, and touches nothing")
            .Say("set a 0 0 1\r\n1\r\n", "STORED\r\n")
            .Say("gat x a\r\n", "CLIENT_ERROR invalid exptime argument\r\n")
            .Say("gats 1.5 a\r\n", "CLIENT_ERROR invalid exptime argument\r\n")
            .Say("gat 9223372036854775808 a\r\n", "CLIENT_ERROR invalid exptime argument\r\n")
            .Say("get a\r\n", "VALUE a 0 1\r\n1\r\nEND\r\n"),
        new Conversation("gat into the past answers the value once more")
            .Say("set a 0 0 1\r\n1\r\n", "STORED\r\n")
            .Say("gat -1 a\r\n", "VALUE a 0 1\r\n1\r\nEND\r\n")
            .Say("get a\r\n", "END\r\n"),
        new Conversation("a line of keys may be longer than another command's line")
            .Say($"get {LongKeys(2400)}\r\n", "END\r\n")
            .Say($"gats 0 {LongKeys(2400)}\r\n", "END\r\n")
            .Differs("memcached's limit depends on how the line arrives"),
    ];

    private static string Asking(int keys) => $"get {string.Join(' ', Enumerable.Repeat("a", keys))}\r\n";

    private static string Answering(int keys) => string.Concat(Enumerable.Repeat("VALUE a 0 1\r\n1\r\n", keys)) + "END\r\n";

    private static string LongKeys(int bytes) =>
        string.Join(' ', Enumerable.Repeat(Repeat('k', KeyBytesMax), bytes / (KeyBytesMax + 1)));
}
