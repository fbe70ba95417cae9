using System.Collections.Generic;

using static Pelikan.Node.Tests.Protocol.Resp.RespConversation;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>Commands about the connection and the server.</summary>
internal static class ServerConversations
{
    private const string Ok = "+OK\r\n";
    private const string Syntax = "-ERR syntax error\r\n";
    private const string NotInteger = "-ERR value is not an integer or out of range\r\n";
    private const string ClientName = "-ERR Client names cannot contain spaces, newlines or special characters.\r\n";
    private const string NoCluster = "-ERR This instance has cluster support disabled\r\n";

    public static IReadOnlyList<RespConversation> All { get; } =
    [
        new RespConversation("ping and echo")
            .Ask("PING", "+PONG\r\n").Ask("ping hello", Bulk("hello")).Ask("PING a b", "-ERR wrong number of arguments for 'ping' command\r\n").Ask("ECHO hi", Bulk("hi")).Ask("ECHO", "-ERR wrong number of arguments for 'echo' command\r\n"),
        new RespConversation("quit").Ask("QUIT", Ok).Close(),
        new RespConversation("what comes behind quit is not answered").Say(Encode("QUIT") + Encode("PING"), Ok).Close(),
        new RespConversation("select").Ask("SELECT 0", Ok).Ask("SELECT x", NotInteger).Ask("SELECT -1", "-ERR DB index is out of range\r\n").Ask("SELECT 2147483648", "-ERR value is out of range, value must between -2147483648 and 2147483647\r\n").Ask("SELECT 99", "-ERR DB index is out of range\r\n"),
        new RespConversation("select another database").Ask("SELECT 1", "-ERR DB index is out of range\r\n").Differs("there is one database here"),
        new RespConversation("hello")
            .Ask("HELLO", "*14\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$6\r\n7.0.15\r\n$5\r\nproto\r\n:2\r\n$2\r\nid\r\n:%id%\r\n$4\r\nmode\r\n$10\r\nstandalone\r\n$4\r\nrole\r\n$6\r\nmaster\r\n$7\r\nmodules\r\n*0\r\n")
            .Ask("HELLO 3 SETNAME me", "%7\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$6\r\n7.0.15\r\n$5\r\nproto\r\n:3\r\n$2\r\nid\r\n:%id%\r\n$4\r\nmode\r\n$10\r\nstandalone\r\n$4\r\nrole\r\n$6\r\nmaster\r\n$7\r\nmodules\r\n*0\r\n")
            .Ask("CLIENT GETNAME", Bulk("me")).Ask("CLIENT ID", ":%id%\r\n").Ask("GET none", "_\r\n").Ask("RESET", "+RESET\r\n").Ask("GET none", "$-1\r\n").Ask("CLIENT GETNAME", "$-1\r\n"),
        new RespConversation("hello that is none")
            .Ask("HELLO x", "-ERR Protocol version is not an integer or out of range\r\n").Ask("HELLO 1", "-NOPROTO unsupported protocol version\r\n").Ask("HELLO 4", "-NOPROTO unsupported protocol version\r\n")
            .Ask("HELLO 3 FOO", "-ERR Syntax error in HELLO option 'FOO'\r\n").Ask("HELLO 3 AUTH a", "-ERR Syntax error in HELLO option 'AUTH'\r\n").Ask("HELLO 3 SETNAME", "-ERR Syntax error in HELLO option 'SETNAME'\r\n")
            .AskWords(["HELLO", "3", "SETNAME", "a b"], ClientName).Ask("HELLO 3 AUTH other x", "-WRONGPASS invalid username-password pair or user is disabled.\r\n").Ask("GET none", "$-1\r\n"),
        new RespConversation("auth where no password is asked for")
            .Ask("AUTH x", "-ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?\r\n").Ask("AUTH default x", Ok)
            .Ask("AUTH other x", "-WRONGPASS invalid username-password pair or user is disabled.\r\n").Ask("AUTH a b c", Syntax),
        new RespConversation("client names")
            .Ask("CLIENT GETNAME", "$-1\r\n").Ask("CLIENT SETNAME me", Ok).Ask("client getname", Bulk("me")).AskWords(["CLIENT", "SETNAME", "a b"], ClientName).AskWords(["CLIENT", "SETNAME", "a\n"], ClientName)
            .Ask("CLIENT SETNAME ", Ok).Ask("CLIENT GETNAME", "$-1\r\n").Ask("CLIENT NO-EVICT ON", Ok).Ask("CLIENT NO-EVICT x", Syntax).Ask("CLIENT GETREDIR", ":-1\r\n"),
        new RespConversation("client names are no longer than 256 bytes")
            .Ask($"CLIENT SETNAME {new string('n', 257)}", ClientName).Ask("CLIENT GETNAME", "$-1\r\n").Ask($"HELLO 3 SETNAME {new string('n', 257)}", ClientName).Ask("CLIENT GETNAME", "$-1\r\n")
            .Ask($"CLIENT SETINFO lib-ver {new string('n', 257)}", "-ERR lib-ver cannot contain spaces, newlines or special characters.\r\n")
            .Ask($"CLIENT SETNAME {new string('n', 256)}", Ok).Ask("CLIENT GETNAME", Bulk(new string('n', 256))).Differs("Redis takes any length"),
        new RespConversation("client, refused")
            .Ask("CLIENT", "-ERR wrong number of arguments for 'client' command\r\n").Ask("CLIENT FOO", "-ERR unknown subcommand 'FOO'. Try CLIENT HELP.\r\n").Ask("CLIENT SETNAME", "-ERR wrong number of arguments for 'client|setname' command\r\n")
            .Ask("CLIENT SETNAME a b", "-ERR wrong number of arguments for 'client|setname' command\r\n").Ask("CLIENT REPLY x", Syntax),
        new RespConversation("client libraries")
            .Ask("CLIENT SETINFO LIB-NAME x", Ok).Ask("CLIENT SETINFO lib-ver 1.0", Ok).Ask("CLIENT SETINFO foo 1", "-ERR Unrecognized option 'foo'\r\n").AskWords(["CLIENT", "SETINFO", "lib-name", "a b"], "-ERR lib-name cannot contain spaces, newlines or special characters.\r\n")
            .Ask("CLIENT NO-TOUCH ON", Ok).Ask("CLIENT TRACKING ON", "-ERR CLIENT TRACKING is not supported\r\n").Ask("CLIENT KILL 1", "-ERR CLIENT KILL is not supported\r\n").Differs("of Redis 7.2, and what this server lacks"),
        new RespConversation("client info")
            .Ask("CLIENT INFO", "$%length%\r\nid=%id% name= flags=N db=0 sub=0 psub=0 ssub=0 multi=-1 cmd=client|info user=default redir=-1 resp=2 lib-name= lib-ver=\n\r\n").Differs("Redis tells more"),
        new RespConversation("client reply off and on").Ask("CLIENT REPLY OFF", "").Ask("PING", "").Ask("GET none", "").Ask("CLIENT REPLY SKIP", "").Ask("CLIENT REPLY ON", Ok).Ask("PING", "+PONG\r\n"),
        new RespConversation("client reply skip").Ask("CLIENT REPLY SKIP", "").Ask("PING", "").Ask("PING", "+PONG\r\n").Ask("CLIENT REPLY SKIP", "").Ask("CLIENT REPLY OFF", "").Ask("MGET a b c", "").Ask("FOO", "").Ask("CLIENT REPLY ON", Ok),
        new RespConversation("reset that is to be skipped").Ask("CLIENT REPLY SKIP", "").Ask("RESET", "").Ask("PING", "+PONG\r\n").Ask("CLIENT REPLY OFF", "").Ask("RESET", "+RESET\r\n").Ask("PING", "+PONG\r\n"),
        new RespConversation("what is no request, where no replies are wanted").Ask("CLIENT REPLY OFF", "").Say("*x\r\n", "").Close().Differs("Redis is as silent, but leaves the connection open"),
        new RespConversation("what is no request, where the reply is to be skipped").Ask("CLIENT REPLY SKIP", "").Say("GET \"a\r\n", "").Close().Differs("Redis is as silent, but leaves the connection open"),
        new RespConversation("wait for nobody").Ask("WAIT 0 0", ":0\r\n").Ask("WAIT x 0", NotInteger).Ask("WAIT 0 x", "-ERR timeout is not an integer or out of range\r\n").Ask("WAIT 0 -1", "-ERR timeout is negative\r\n"),
        new RespConversation("no cluster").Ask("CLUSTER INFO", NoCluster).Ask("CLUSTER SLOTS", NoCluster).Ask("READONLY", NoCluster).Ask("READWRITE", NoCluster).Ask("ASKING", NoCluster),
        new RespConversation("role").Ask("ROLE", "*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n"),
        new RespConversation("time").Ask("TIME", "*2\r\n$10\r\n1700000005\r\n$1\r\n0\r\n").Differs("of course"),
        new RespConversation("config get")
            .Ask("CONFIG GET save", "*2\r\n$4\r\nsave\r\n$0\r\n\r\n").Ask("CONFIG GET appendonly nothing", "*2\r\n$10\r\nappendonly\r\n$2\r\nno\r\n").Ask("CONFIG GET nothing", "*0\r\n").Ask("config get APPEND*y", "*2\r\n$10\r\nappendonly\r\n$2\r\nno\r\n")
            .Ask("CONFIG GET", "-ERR wrong number of arguments for 'config|get' command\r\n").Ask("CONFIG FOO", "-ERR unknown subcommand 'FOO'. Try CONFIG HELP.\r\n").Ask("CONFIG RESETSTAT", Ok),
        new RespConversation("config get in version 3").Version3().Ask("CONFIG GET save", "%1\r\n$4\r\nsave\r\n$0\r\n\r\n").Ask("CONFIG GET nothing", "%0\r\n"),
        new RespConversation("config set").Ask("CONFIG SET timeout 1", "-ERR settings are made in the server's file and cannot be changed by clients\r\n").Differs("settings are read from a file"),
        new RespConversation("command info")
            .Ask("COMMAND INFO nothing", "*1\r\n$-1\r\n").Ask("COMMAND DOCS nothing", "*0\r\n").Ask("COMMAND FOO", "-ERR unknown subcommand 'FOO'. Try COMMAND HELP.\r\n").Ask("COMMAND GETKEYS GET k", "*1\r\n$1\r\nk\r\n")
            .Ask("COMMAND GETKEYS MSET a 1 b 2", "*2\r\n$1\r\na\r\n$1\r\nb\r\n").Ask("COMMAND GETKEYS ZUNION 2 a b", "*2\r\n$1\r\na\r\n$1\r\nb\r\n").Ask("COMMAND GETKEYS PING a", "-ERR The command has no key arguments\r\n")
            .Ask("COMMAND GETKEYS OBJECT encoding k", "*1\r\n$1\r\nk\r\n").Ask("COMMAND GETKEYS memory USAGE k SAMPLES 1", "*1\r\n$1\r\nk\r\n").Ask("COMMAND GETKEYS OBJECT HELP", "-ERR The command has no key arguments\r\n")
            .Ask("COMMAND GETKEYS OBJECT ENCODING", "-ERR Invalid number of arguments specified for command\r\n").Ask("COMMAND GETKEYS MEMORY DOCTOR", "-ERR The command has no key arguments\r\n")
            .Ask("COMMAND GETKEYS FOO a", "-ERR Invalid command specified\r\n").Ask("COMMAND GETKEYS GET a b", "-ERR Invalid number of arguments specified for command\r\n").Ask("COMMAND LIST FILTERBY PATTERN getd*", "*1\r\n$6\r\ngetdel\r\n"),
        new RespConversation("command info of one")
            .Ask("COMMAND INFO get", "*1\r\n*10\r\n$3\r\nget\r\n:2\r\n*2\r\n+readonly\r\n+fast\r\n:1\r\n:1\r\n:1\r\n*3\r\n+@read\r\n+@string\r\n+@fast\r\n*0\r\n*0\r\n*0\r\n")
            .Ask("COMMAND COUNT", ":148\r\n").Ask("COMMAND DOCS get", "*2\r\n$3\r\nget\r\n*2\r\n$5\r\ngroup\r\n$6\r\nstring\r\n").Differs("Redis has more commands, key specifications and documents"),
        new RespConversation("what this server lacks")
            .Ask("MULTI", "-ERR command 'multi' is not supported: this server has no transactions\r\n").Ask("eval x 0", "-ERR command 'eval' is not supported: this server has no scripts\r\n").Ask("SUBSCRIBE a", "-ERR command 'subscribe' is not supported: this server has no channels\r\n")
            .Ask("BLPOP a 0", "-ERR command 'blpop' is not supported: this server has no blocking commands\r\n").Ask("GEORADIUSBYMEMBER_RO a", "-ERR command 'georadiusbymember_ro' is not supported: this server has no geo commands\r\n")
            .Ask("SAVE", "-ERR command 'save' is not supported: this server has no snapshots\r\n").Ask("COMMAND INFO multi", "*1\r\n$-1\r\n").Differs("Redis has them"),
        new RespConversation("a section of info").Ask("INFO cluster", Bulk("# Cluster\r\ncluster_enabled:0\r\n")).Ask("INFO nothing", Bulk("")),
        new RespConversation("a section of info in version 3").Version3().Ask("INFO cluster", "=34\r\ntxt:# Cluster\r\ncluster_enabled:0\r\n\r\n"),
    ];
}
