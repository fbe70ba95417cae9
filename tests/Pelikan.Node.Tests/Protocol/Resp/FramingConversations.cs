using System.Collections.Generic;

using static Pelikan.Node.Tests.Protocol.Resp.RespConversation;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>What a request is and what is none.</summary>
internal static class FramingConversations
{
    private const string BulkLength = "-ERR Protocol error: invalid bulk length\r\n";
    private const string ArrayLength = "-ERR Protocol error: invalid multibulk length\r\n";

    public static IReadOnlyList<RespConversation> All { get; } =
    [
        new RespConversation("unknown commands repeat what was asked")
            .Ask("FOO", "-ERR unknown command 'FOO', with args beginning with: \r\n")
            .Ask("foo a b", "-ERR unknown command 'foo', with args beginning with: 'a' 'b' \r\n")
            .AskWords(["foo", "a\r\nb", ""], "-ERR unknown command 'foo', with args beginning with: 'a  b' '' \r\n")
            .AskWords(["foo", "a\0b", "c"], "-ERR unknown command 'foo', with args beginning with: 'a' 'c' \r\n")
            .AskWords(["", "a"], "-ERR unknown command '', with args beginning with: 'a' \r\n")
            .Ask($"{new string('f', 200)} a", $"-ERR unknown command '{new string('f', 128)}', with args beginning with: 'a' \r\n")
            .Ask($"foo {new string('a', 200)} b", $"-ERR unknown command 'foo', with args beginning with: '{new string('a', 128)}' \r\n")
            .Ask($"foo {new string('a', 100)} {new string('b', 100)} c", $"-ERR unknown command 'foo', with args beginning with: '{new string('a', 100)}' '{new string('b', 25)}' \r\n"),
        new RespConversation("empty arrays and lines are ignored")
            .Say($"*0\r\n*-1\r\n*-7\r\n\r\n\n{Encode("FOO")}", "-ERR unknown command 'FOO', with args beginning with: \r\n"),
        new RespConversation("inline requests")
            .Say("FOO a  b\r\n", "-ERR unknown command 'FOO', with args beginning with: 'a' 'b' \r\n")
            .Say("  FOO\ta\n", "-ERR unknown command 'FOO', with args beginning with: 'a' \r\n")
            .Say("FOO \"a b\" 'c d'\r\n", "-ERR unknown command 'FOO', with args beginning with: 'a b' 'c d' \r\n")
            .Say("FOO \"a\\x41\\n\\\"\\q\\t\\xZ\" 'c\\'\\n'\r\n", "-ERR unknown command 'FOO', with args beginning with: 'aA \"q\txZ' 'c'\\n' \r\n")
            .Say("FOO a\"b c\" \"\"\r\n", "-ERR unknown command 'FOO', with args beginning with: 'ab c' '' \r\n"),
        new RespConversation("which blanks end an inline word")
            .Say("FOO\va\r\n", "-ERR unknown command 'FOO\va', with args beginning with: \r\n")
            .Say("FOO\fa\r\n", "-ERR unknown command 'FOO\fa', with args beginning with: \r\n")
            .Say("FOO a\vb \f\v c\f\r\n", "-ERR unknown command 'FOO', with args beginning with: 'a\vb' 'c\f' \r\n")
            .Say("\v\f FOO a\tb\rc\r\r\n", "-ERR unknown command 'FOO', with args beginning with: 'a' 'b' 'c' \r\n")
            .Say("FOO \"a\vb\"\vc 'd'\fe\vf \"g\"\rh\r\n", "-ERR unknown command 'FOO', with args beginning with: 'a\vb' 'c' 'd' 'e\vf' 'g' 'h' \r\n")
            .Say("\v\r\n \f \r\n\r\r\nFOO\r\n", "-ERR unknown command 'FOO', with args beginning with: \r\n")
            .Say("FOO a\u0085b\u00A0c\u001Cd\r\n", "-ERR unknown command 'FOO', with args beginning with: 'a\u0085b\u00A0c\u001Cd' \r\n"),
        new RespConversation("quotes and escapes of inline words")
            .Say("FOO a\"b\" c'd' e\"\" ''\r\n", "-ERR unknown command 'FOO', with args beginning with: 'ab' 'cd' 'e' '' \r\n")
            .Say("FOO \"\\x4\" \"\\x4g\" \"\\xGG\" \"\\x\" \"\\v\\f\\0\\\\\"\r\n", "-ERR unknown command 'FOO', with args beginning with: 'x4' 'x4g' 'xGG' 'x' 'vf0\\' \r\n")
            .Say("FOO '\\\\'' \"'\" '\"'\r\n", "-ERR unknown command 'FOO', with args beginning with: '\\'' ''' '\"' \r\n")
            .Say("FOO \"\\x0a\\x00b\" c\r\n", "-ERR unknown command 'FOO', with args beginning with: ' ' 'c' \r\n")
            .Say("\"\"\r\n", "-ERR unknown command '', with args beginning with: \r\n"),
        new RespConversation("a browser's request").Say("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", "").Close(),
        new RespConversation("a browser's second line")
            .Say("foo /\r\n", "-ERR unknown command 'foo', with args beginning with: '/' \r\n").Say("hOST: localhost\r\nFOO\r\n", "").Close(),
        new RespConversation("a browser's word in an array").Say(Encode("post", "x") + Encode("FOO"), "").Close(),
        new RespConversation("words that are nearly a browser's")
            .Ask("Host x", "-ERR unknown command 'Host', with args beginning with: 'x' \r\n")
            .Ask("POST: x", "-ERR unknown command 'POST:', with args beginning with: 'x' \r\n"),
        Broken("an escape and no end of the quote", "FOO \"a\\\r\n", "unbalanced quotes in request"),
        Broken("a backslash outside of quotes escapes nothing", "FOO a\\\"b\r\n", "unbalanced quotes in request"),
        Broken("a second quote behind the first", "FOO a\"b\"\"c\"\r\n", "unbalanced quotes in request"),
        Broken("a quote without an end", "FOO \"a\r\n", "unbalanced quotes in request"),
        Broken("a single quote without an end", "FOO 'a\\'\r\n", "unbalanced quotes in request"),
        Broken("a quote and no blank behind it", "FOO \"a\"b\r\n", "unbalanced quotes in request"),
        Broken("a line of more than 64 KB", new string('x', 65_537 + 16), "too big inline request"),
        Broken("a count without end", $"*{new string('1', 65_536 + 16)}", "too big mbulk count string"),
        Broken("a length without end", $"*1\r\n${new string('1', 65_536 + 16)}", "too big bulk count string"),
        new RespConversation("a count that is no number").Say("*x\r\n", ArrayLength).Close(),
        new RespConversation("a count with a plus").Say("*+1\r\n", ArrayLength).Close(),
        new RespConversation("a count with leading zeros").Say("*01\r\n", ArrayLength).Close(),
        new RespConversation("no count").Say("*\r\n", ArrayLength).Close(),
        new RespConversation("a count of more than 31 bits").Say("*2147483648\r\n", ArrayLength).Close(),
        new RespConversation("a count of more than 64 bits").Say("*99999999999999999999\r\n", ArrayLength).Close(),
        new RespConversation("more words than this server takes").Say("*137\r\n", ArrayLength).Close().Differs("Redis takes two billion"),
        Broken("a word that is a number", "*1\r\n:1\r\n", "expected '$', got ':'"),
        Broken("a word that is an array", "*1\r\n*1\r\n", "expected '$', got '*'"),
        Broken("a word that is an empty line", "*1\r\n\r\n", "expected '$', got ' '"),
        new RespConversation("a length that is no number").Say("*1\r\n$x\r\n", BulkLength).Close(),
        new RespConversation("a negative length").Say("*1\r\n$-1\r\n", BulkLength).Close(),
        new RespConversation("no length").Say("*1\r\n$\r\n", BulkLength).Close(),
        new RespConversation("a length of more than 512 MB").Say("*1\r\n$536870913\r\n", BulkLength).Close(),
        new RespConversation("a length of more than 64 bits").Say("*1\r\n$99999999999999999999\r\n", BulkLength).Close(),
        new RespConversation("the request before a broken one is answered")
            .Say($"{Encode("FOO")}*x\r\n", $"-ERR unknown command 'FOO', with args beginning with: \r\n{ArrayLength}").Close(),
        new RespConversation("a value that is too large is read away")
            .Ask($"FOO k {new string('v', 1001)} {new string('w', 3000)} EX", "-ERR string exceeds maximum allowed size (proto-max-bulk-len)\r\n")
            .Ask("FOO", "-ERR unknown command 'FOO', with args beginning with: \r\n")
            .Differs("Redis takes values up to 512 MB"),
        new RespConversation("a request that is too large is read away")
            .Ask($"FOO {new string('u', 1000)} {new string('v', 1000)} {new string('w', 1000)} {new string('x', 1000)} y", "-ERR string exceeds maximum allowed size (proto-max-bulk-len)\r\n")
            .Ask("FOO", "-ERR unknown command 'FOO', with args beginning with: \r\n")
            .Differs("Redis takes requests up to 1 GB"),
        new RespConversation("a broken word behind one that is too large")
            .Say($"*3\r\n$1001\r\n{new string('v', 1001)}\r\n:1\r\n", "-ERR Protocol error: expected '$', got ':'\r\n")
            .Close()
            .Differs("Redis takes values up to 512 MB"),
    ];

    private static RespConversation Broken(string name, string request, string error) =>
        new RespConversation(name).Say(request, $"-ERR Protocol error: {error}\r\n").Close();
}
