using System.Collections.Generic;

using static Pelikan.Node.Tests.Protocol.Memcache.Conversations;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>Lines: their ends, their limits, and lines that are no command.</summary>
internal static class LineConversations
{
    private const string BadLine = "CLIENT_ERROR bad command line format\r\n";
    private const string LineTooLong = "CLIENT_ERROR line too long\r\n";
    private const string SilentClose = "memcached closes without a word";

    public static IReadOnlyList<Conversation> All { get; } =
    [
        new Conversation("a bare line feed ends a line")
            .Say("set k 0 0 1\na\r\n", "STORED\r\n")
            .Say("get k\n", "VALUE k 0 1\r\na\r\nEND\r\n"),
        new Conversation("only one CR belongs to the line end")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("get k\r\r\n", "END\r\n"),
        new Conversation("an unknown command")
            .Say("boguscommand slkdsldkfjsd\r\n", "ERROR\r\n")
            .Say("GET k\r\n", "ERROR\r\n")
            .Say("getk\r\n", "ERROR\r\n")
            .Say("get\tk\r\n", "ERROR\r\n")
            .Say("flush_all2\r\n", "ERROR\r\n"),
        new Conversation("an unknown command with noreply is silent")
            .SayQuietly("foo noreply\r\n")
            .Say("foo noreply bar\r\n", "ERROR\r\n")
            .Differs("before 1.6.40 it is answered"),
        new Conversation("lines too short for a command")
            .Say("\r\n", BadLine)
            .Say("\n", BadLine)
            .Say(" \n", BadLine)
            .Say("a\r\n", BadLine)
            .Say("mn\n", BadLine)
            .Say("ab\r\n", "ERROR\r\n")
            .Say("   \r\n", "ERROR\r\n")
            .Differs("before 1.6.40 all are ERROR"),
        new Conversation("leading spaces are skipped")
            .Say("  set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say(" get k\r\n", "VALUE k 0 1\r\na\r\nEND\r\n"),
        new Conversation("a line that looks like HTTP ends the session without a word")
            .Say("GET / HTTP/1.0\r\nget k\r\n", string.Empty)
            .Close(),
        new Conversation("so does another method, and a header line is never read")
            .Say("PUT /asdf/asd/fasdfasdf/sadf HTTP/1.1\r\nHost: x\r\n", string.Empty)
            .Close(),
        new Conversation("HTTP in the middle of a line is only unknown")
            .Say("foo HTTP/1.1 bar\r\n", "ERROR\r\n"),
        new Conversation("a command line at the limit is read")
            .Say($"delete k 0{Repeat(' ', 2036)}\r\n", "NOT_FOUND\r\n")
            .Differs("1.6.18 closes at that length"),
        new Conversation("a command line over the limit ends the session")
            .Say($"delete k 0{Repeat(' ', 2037)}\r\n", LineTooLong)
            .Close()
            .Differs(SilentClose),
        new Conversation("a command line without an end ends the session")
            .Say(Repeat('x', 2048), LineTooLong)
            .Close()
            .Differs(SilentClose),
        new Conversation("spaces without an end end the session")
            .Say(Repeat(' ', 2048), LineTooLong)
            .Close()
            .Differs(SilentClose),
        new Conversation("a set line has the short limit")
            .Say($"set {Repeat('k', 2048)}", LineTooLong)
            .Close()
            .Differs(SilentClose),
        new Conversation("a line of keys at the limit is read")
            .Say($"get k{Repeat(' ', 2593)}\r\n", "END\r\n")
            .Differs("the limit of this table is 2600 bytes"),
        new Conversation("a line of keys over the limit ends the session")
            .Say($"get k{Repeat(' ', 2594)}\r\n", LineTooLong)
            .Close()
            .Differs("the limit of this table is 2600 bytes"),
        new Conversation("an overlong line behind good requests leaves their replies")
            .Say($"set k 0 0 1\r\na\r\nget k\r\n{Repeat('x', 2048)}", $"STORED\r\nVALUE k 0 1\r\na\r\nEND\r\n{LineTooLong}")
            .Close()
            .Differs(SilentClose),
    ];
}
