using System.Collections.Generic;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>What a session of the text protocol says before and while it gives its credentials: user <c>user</c>, password <c>pass</c>.</summary>
internal static class TextAuthenticationConversations
{
    private const string Locked = "CLIENT_ERROR unauthenticated\r\n";

    private const string Later = "1.6.18 is more patient with what cannot be a command";

    public static IReadOnlyList<Conversation> All { get; } =
    [
        new Conversation("the first set is taken for the credentials")
            .Say("set x 0 0 9\r\nuser pass\r\n", "STORED\r\n")
            .Say("get x\r\n", "END\r\n")
            .Say("set x 0 0 9\r\nuser pass\r\nget x\r\n", "STORED\r\nVALUE x 0 9\r\nuser pass\r\nEND\r\n"),
        new Conversation("nothing else is answered")
            .Say("get abc\r\n", Locked)
            .Say("version\r\n", Locked)
            .Say("mg abc v\r\n", Locked)
            .Say("set x 0 0\r\n", Locked)
            .Say("set x 0 0 nine\r\n", Locked)
            .Say("gets x 0 0 9\r\n", Locked)
            .Say("add x 0 0 9\r\n", Locked)
            .Say("user pass\r\n", Locked)
            .Say("set x 0 0 9\r\nuser pass\r\n", "STORED\r\n"),
        new Conversation("flags and expiry of the first set may be anything")
            .Say("set x abc -1 9 noreply\r\nuser pass\r\n", "STORED\r\n"),
        new Conversation("a line feed alone ends the line")
            .Say("set x 0 0 9\nuser pass\r\n", "STORED\r\n"),
        new Conversation("a wrong password may be mended")
            .Say("set x 0 0 9\r\nuser past\r\n", "CLIENT_ERROR authentication failure\r\n")
            .Say("set x 0 0 9\r\nuses pass\r\n", "CLIENT_ERROR authentication failure\r\n")
            .Say("get abc\r\n", Locked)
            .Say("set x 0 0 9\r\nuser pass\r\n", "STORED\r\n"),
        new Conversation("a password that is shorter or longer is wrong")
            .Say("set x 0 0 8\r\nuser pas\r\n", "CLIENT_ERROR authentication failure\r\n")
            .Say("set x 0 0 10\r\nuser passs\r\n", "CLIENT_ERROR authentication failure\r\n"),
        new Conversation("credentials without a space")
            .Say("set x 0 0 8\r\nuserpass\r\n", "CLIENT_ERROR bad authentication token format\r\n")
            .Say("set x 0 0 9\r\nuser pass\r\n", "STORED\r\n"),
        new Conversation("credentials that do not end where their line said")
            .Say("set x 0 0 7\r\nuser pass\r\n", "CLIENT_ERROR bad command line termination\r\n").Close()
            .Differs("what is left of the body is two bytes, too short for a line"),
        new Conversation("credentials that end too early")
            .Say("set x 0 0 9\r\nuser pas\r\na", "CLIENT_ERROR bad command line termination\r\n")
            .Say("bcdefgh\r\n", Locked),
        new Conversation("every one of several lines is answered")
            .Say("get abc\r\nget abc\r\nset x 0 0 9\r\nuser pass\r\n", $"{Locked}{Locked}STORED\r\n").Differs("1.6.18 loses replies of a pipeline"),
        new Conversation("a password may have spaces")
            .Say("set x 0 0 14\r\nspacy a b  c d\r\n", "STORED\r\n").Differs("1.6.18 takes a part of the password for the whole"),
        new Conversation("lines that are too short for a command close")
            .SayQuietly("quit\r\n").Close().Differs(Later),
        new Conversation("an empty line closes")
            .SayQuietly("\r\n").Close().Differs(Later),
        new Conversation("too much without a line end closes")
            .SayQuietly(new string('x', 2049)).Close(),
        new Conversation("credentials that are too long are thrown away")
            .Say($"set x 0 0 16385\r\n{new string('x', 16385)}\r\nversion\r\n", $"CLIENT_ERROR auth token too long\r\n{Locked}").Differs("1.6.18 has no such limit"),
        new Conversation("credentials of no byte")
            .Say("set x 0 0 0\r\n\r\n", "CLIENT_ERROR bad authentication token format\r\n"),
    ];
}
