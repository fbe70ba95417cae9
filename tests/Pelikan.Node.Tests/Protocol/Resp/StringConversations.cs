using System.Collections.Generic;

using static Pelikan.Node.Tests.Protocol.Resp.RespConversation;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>Commands on strings.</summary>
internal static class StringConversations
{
    private const string Ok = "+OK\r\n";
    private const string Null = "$-1\r\n";
    private const string Syntax = "-ERR syntax error\r\n";
    private const string NotInteger = "-ERR value is not an integer or out of range\r\n";
    private const string NotFloat = "-ERR value is not a valid float\r\n";
    private const string Overflow = "-ERR increment or decrement would overflow\r\n";
    private const string TooLarge = "-ERR string exceeds maximum allowed size (proto-max-bulk-len)\r\n";

    public static IReadOnlyList<RespConversation> All { get; } =
    [
        new RespConversation("get and set")
            .Ask("GET k", Null)
            .Ask("SET k v", Ok)
            .Ask("get k", Bulk("v"))
            .AskWords(["SET", "k", "two words\r\n\0"], Ok)
            .Ask("GeT k", Bulk("two words\r\n\0"))
            .Ask("SET k ", Ok)
            .Ask("GET k", Bulk(""))
            .Ask("STRLEN k", ":0\r\n"),
        new RespConversation("get and set inline")
            .Say("SET k \"a b\"\r\nGET k\r\n", Ok + Bulk("a b")),
        new RespConversation("a null in version 3").Version3().Ask("GET k", "_\r\n").Ask("MGET k", "*1\r\n_\r\n").Ask("SET k v XX", "_\r\n"),
        new RespConversation("wrong numbers of arguments")
            .Ask("GET", "-ERR wrong number of arguments for 'get' command\r\n")
            .Ask("GET a b", "-ERR wrong number of arguments for 'get' command\r\n")
            .Ask("Set k", "-ERR wrong number of arguments for 'set' command\r\n")
            .Ask("MSET a", "-ERR wrong number of arguments for 'mset' command\r\n")
            .Ask("MSET a 1 b", "-ERR wrong number of arguments for 'mset' command\r\n")
            .Ask("MSETNX a 1 b", "-ERR wrong number of arguments for 'msetnx' command\r\n")
            .Ask("INCRBYFLOAT k", "-ERR wrong number of arguments for 'incrbyfloat' command\r\n"),
        new RespConversation("set with NX and XX")
            .Ask("SET k a XX", Null)
            .Ask("SET k a NX", Ok)
            .Ask("SET k b nx", Null)
            .Ask("GET k", Bulk("a"))
            .Ask("SET k b xX", Ok)
            .Ask("GET k", Bulk("b"))
            .Ask("SET k b NX XX", Syntax)
            .Ask("SET k b XX NX", Syntax)
            .Ask("SET k c NX NX", Null),
        new RespConversation("set that tells the old value")
            .Ask("SET k a GET", Null)
            .Ask("SET k b GET", Bulk("a"))
            .Ask("SET k c GET NX", Bulk("b"))
            .Ask("GET k", Bulk("b"))
            .Ask("SET none a XX GET", Null)
            .Ask("EXISTS none", ":0\r\n")
            .Ask("SET none a NX GET", Null)
            .Ask("GET none", Bulk("a"))
            .Ask("GETSET k d", Bulk("b"))
            .Ask("GETSET other e", Null)
            .Ask("GET other", Bulk("e")),
        new RespConversation("set with an expiry")
            .Ask("SET k v EX 100", Ok)
            .Ask("TTL k", ":100\r\n")
            .Ask("SET k v px 100000 NX", Null)
            .Ask("SET k v PX 200400", Ok)
            .Ask("TTL k", ":200\r\n")
            .Ask("SET k v EXAT 4102444800", Ok)
            .Ask("EXPIRETIME k", ":-1\r\n")
            .Differs("an expiry 34 years ahead or later is never here"),
        new RespConversation("set keeps the expiry or not")
            .Ask("SET k v EX 100", Ok)
            .Ask("SET k w KEEPTTL", Ok)
            .Ask("TTL k", ":100\r\n")
            .Ask("SET k w KEEPTTL GET", Bulk("w"))
            .Ask("TTL k", ":100\r\n")
            .Ask("SET k v", Ok)
            .Ask("TTL k", ":-1\r\n")
            .Ask("SETEX k 50 v", Ok)
            .Ask("GETSET k w", Bulk("v"))
            .Ask("TTL k", ":-1\r\n"),
        new RespConversation("set with options that do not go together")
            .Ask("SET k v EX 10 PX 10", Syntax)
            .Ask("SET k v EX 10 KEEPTTL", Syntax)
            .Ask("SET k v KEEPTTL EXAT 10", Syntax)
            .Ask("SET k v EX", Syntax)
            .Ask("SET k v FOO", Syntax)
            .Ask("SET k v PERSIST", Syntax)
            .Ask("SET k v EX 10 EX 20", Ok)
            .Ask("TTL k", ":20\r\n"),
        new RespConversation("set with an expiry that is none")
            .Ask("SET k v EX 0", "-ERR invalid expire time in 'set' command\r\n")
            .Ask("SET k v PX -1", "-ERR invalid expire time in 'set' command\r\n")
            .Ask("SET k v EX x", NotInteger)
            .Ask("SET k v EX 1.5", NotInteger)
            .Ask("SET k v EX 9223372036854775807", "-ERR invalid expire time in 'set' command\r\n")
            .Ask("SET k v PX 9223372036854775807", "-ERR invalid expire time in 'set' command\r\n")
            .Ask("SET k v EXAT -5", "-ERR invalid expire time in 'set' command\r\n")
            .Ask("SETEX k 0 v", "-ERR invalid expire time in 'setex' command\r\n")
            .Ask("PSETEX k 0 v", "-ERR invalid expire time in 'psetex' command\r\n")
            .Ask("SETEX k x v", NotInteger)
            .Ask("EXISTS k", ":0\r\n"),
        new RespConversation("set with an expiry that has passed").Ask("SET k v EXAT 1", Ok).Ask("GET k", Null),
        new RespConversation("setex and psetex")
            .Ask("SETEX k 100 v", Ok).Ask("TTL k", ":100\r\n").Ask("PSETEX k 5400 v", Ok).Ask("TTL k", ":5\r\n").Ask("GET k", Bulk("v")),
        new RespConversation("an item expires to the millisecond")
            .Ask("PSETEX k 1500 v", Ok)
            .Wait(1499).Ask("GET k", Bulk("v")).Ask("PTTL k", ":1\r\n")
            .Wait(1).Ask("GET k", Null).Ask("PTTL k", ":-2\r\n"),
        new RespConversation("setnx").Ask("SETNX k a", ":1\r\n").Ask("SETNX k b", ":0\r\n").Ask("GET k", Bulk("a")),
        new RespConversation("mget and mset")
            .Ask("MSET a 1 b 2 a 3", Ok)
            .Ask("MGET a none b a", "*4\r\n$1\r\n3\r\n$-1\r\n$1\r\n2\r\n$1\r\n3\r\n")
            .Ask("MSETNX c 1 d 2", ":1\r\n")
            .Ask("MSETNX e 1 c 2", ":0\r\n")
            .Ask("MSETNX f 1 f 2", ":1\r\n")
            .Ask("MGET c d e f", "*4\r\n$1\r\n1\r\n$1\r\n2\r\n$-1\r\n$1\r\n2\r\n"),
        new RespConversation("append and strlen")
            .Ask("APPEND k ab", ":2\r\n").Ask("APPEND k cde", ":5\r\n").Ask("APPEND k ", ":5\r\n").Ask("GET k", Bulk("abcde"))
            .Ask("STRLEN k", ":5\r\n").Ask("STRLEN none", ":0\r\n").Ask("APPEND empty ", ":0\r\n").Ask("EXISTS empty", ":1\r\n")
            .Ask("EXPIRE k 100", ":1\r\n").Ask("APPEND k f", ":6\r\n").Ask("TTL k", ":100\r\n"),
        new RespConversation("incr and decr")
            .Ask("INCR k", ":1\r\n").Ask("INCRBY k 41", ":42\r\n").Ask("DECR k", ":41\r\n").Ask("DECRBY k 50", ":-9\r\n").Ask("INCRBY k -1", ":-10\r\n")
            .Ask("GET k", Bulk("-10")).Ask("DECR other", ":-1\r\n")
            .Ask("EXPIRE k 100", ":1\r\n").Ask("INCR k", ":-9\r\n").Ask("TTL k", ":100\r\n"),
        new RespConversation("incr at the ends of 64 bits")
            .Ask("SET k 9223372036854775806", Ok).Ask("INCR k", ":9223372036854775807\r\n").Ask("INCR k", Overflow)
            .Ask("SET k -9223372036854775807", Ok).Ask("DECR k", ":-9223372036854775808\r\n").Ask("DECR k", Overflow)
            .Ask("INCRBY k -1", Overflow).Ask("DECRBY k -9223372036854775808", "-ERR decrement would overflow\r\n")
            .Ask("INCRBY k 9223372036854775807", ":-1\r\n")
            .Ask("INCRBY k 9223372036854775808", NotInteger),
        new RespConversation("incr of what is no number")
            .Ask("SET k a", Ok).Ask("INCR k", NotInteger).Ask("SET k 1.0", Ok).Ask("INCR k", NotInteger).Ask("SET k 01", Ok).Ask("INCR k", NotInteger)
            .AskWords(["SET", "k", " 1"], Ok).Ask("INCR k", NotInteger).Ask("SET k ", Ok).Ask("INCR k", NotInteger)
            .Ask("SET k 9223372036854775808", Ok).Ask("INCR k", NotInteger)
            .Ask("INCRBY k x", NotInteger).Ask("DECRBY k ", NotInteger).Ask("INCRBY k +1", NotInteger).Ask("INCRBY k 1.5", NotInteger),
        new RespConversation("incrbyfloat")
            .Ask("INCRBYFLOAT k 10.5", Bulk("10.5")).Ask("INCRBYFLOAT k 0.1", Bulk("10.6")).Ask("INCRBYFLOAT k -5", Bulk("5.6"))
            .Ask("SET k 5.0e3", Ok).Ask("INCRBYFLOAT k 2.0e2", Bulk("5200")).Ask("GET k", Bulk("5200"))
            .Ask("SET k 3", Ok).Ask("INCRBYFLOAT k 1.5", Bulk("4.5")).Ask("INCRBYFLOAT k -4.5", Bulk("0"))
            .Ask("SET k 0.1", Ok).Ask("INCRBYFLOAT k 0.2", Bulk("0.3"))
            .Ask("SET k a", Ok).Ask("INCRBYFLOAT k 1", NotFloat).Ask("INCRBYFLOAT k x", NotFloat).Ask("INCRBYFLOAT none nan", NotFloat)
            .AskWords(["INCRBYFLOAT", "none", " 1"], NotFloat).Ask("INCRBYFLOAT none ", NotFloat)
            .Ask("INCRBYFLOAT none inf", "-ERR increment would produce NaN or Infinity\r\n").Ask("EXISTS none", ":0\r\n")
            .Ask("SETEX k 100 1", Ok).Ask("INCRBYFLOAT k 1e-3", Bulk("1.001")).Ask("TTL k", ":100\r\n"),
        new RespConversation("getrange")
            .AskWords(["SET", "k", "This is a string"], Ok)
            .Ask("GETRANGE k 0 3", Bulk("This")).Ask("GETRANGE k -3 -1", Bulk("ing")).Ask("GETRANGE k 0 -1", Bulk("This is a string"))
            .Ask("GETRANGE k 10 100", Bulk("string")).Ask("GETRANGE k 20 30", Bulk("")).Ask("GETRANGE k -100 1", Bulk("Th"))
            .Ask("GETRANGE k 5 3", Bulk("")).Ask("GETRANGE k -1 -5", Bulk("")).Ask("GETRANGE none 0 -1", Bulk("")).Ask("SUBSTR k 0 1", Bulk("Th"))
            .Ask("GETRANGE k -9223372036854775808 9223372036854775807", Bulk("This is a string"))
            .Ask("GETRANGE k x 1", NotInteger).Ask("GETRANGE k 0 y", NotInteger),
        new RespConversation("setrange")
            .AskWords(["SET", "k", "Hello World"], Ok).Ask("SETRANGE k 6 Redis", ":11\r\n").Ask("GET k", Bulk("Hello Redis"))
            .Ask("SETRANGE k 10 ab", ":12\r\n").Ask("SETRANGE pad 3 ab", ":5\r\n").Ask("GET pad", Bulk("\0\0\0ab"))
            .Ask("SETRANGE none 5 ", ":0\r\n").Ask("EXISTS none", ":0\r\n").Ask("SETRANGE k 3 ", ":12\r\n")
            .Ask("SETRANGE k -1 a", "-ERR offset is out of range\r\n").Ask("SETRANGE k x a", NotInteger)
            .Ask("SETRANGE k 9223372036854775807 a", TooLarge).Ask("SETRANGE k 536870912 a", TooLarge),
        new RespConversation("values end at this server's limit")
            .Ask($"SET k {new string('v', 999)}", Ok).Ask("APPEND k a", ":1000\r\n").Ask("APPEND k b", TooLarge).Ask("STRLEN k", ":1000\r\n")
            .Ask("SETRANGE k 1000 a", TooLarge).Differs("Redis takes values up to 512 MB"),
        new RespConversation("getdel and getex")
            .Ask("GETDEL k", Null).Ask("SET k v", Ok).Ask("GETDEL k", Bulk("v")).Ask("EXISTS k", ":0\r\n")
            .Ask("GETEX k", Null).Ask("GETEX k EX 10", Null).Ask("GETEX k EX 0", Null).Ask("GETEX k EX x", Null).Ask("GETEX k NX", Syntax).Ask("SET k v", Ok)
            .Ask("GETEX k", Bulk("v")).Ask("TTL k", ":-1\r\n").Ask("GETEX k EX 100", Bulk("v")).Ask("TTL k", ":100\r\n").Ask("GETEX k", Bulk("v")).Ask("TTL k", ":100\r\n")
            .Ask("GETEX k PX 200000", Bulk("v")).Ask("TTL k", ":200\r\n").Ask("GETEX k PERSIST", Bulk("v")).Ask("TTL k", ":-1\r\n")
            .Ask("GETEX k EX 10 PERSIST", Syntax).Ask("GETEX k KEEPTTL", Syntax).Ask("GETEX k NX", Syntax).Ask("GETEX k EX", Syntax)
            .Ask("GETEX k EX 0", "-ERR invalid expire time in 'getex' command\r\n").Ask("GETEX k EX x", NotInteger)
            .Ask("GETEX k EXAT 1", Bulk("v")).Ask("EXISTS k", ":0\r\n"),
        new RespConversation("strings where there is a collection")
            .Ask("RPUSH l a", ":1\r\n")
            .Ask("GET l", WrongType).Ask("STRLEN l", WrongType).Ask("GETRANGE l 0 1", WrongType).Ask("APPEND l a", WrongType).Ask("SETRANGE l 0 a", WrongType)
            .Ask("INCR l", WrongType).Ask("INCRBYFLOAT l 1", WrongType).Ask("INCRBYFLOAT l x", WrongType).Ask("GETSET l a", WrongType).Ask("GETDEL l", WrongType)
            .Ask("GETEX l", WrongType).Ask("GETEX l EX 10", WrongType).Ask("SET l a GET", WrongType).Ask("SET l a NX", Null).Ask("SETNX l a", ":0\r\n")
            .Ask("MGET l", "*1\r\n$-1\r\n").Ask("MSETNX l a", ":0\r\n").Ask("TYPE l", "+list\r\n")
            .Ask("SET l a XX", Ok).Ask("TYPE l", "+string\r\n").Ask("DEL l", ":1\r\n").Ask("RPUSH l a", ":1\r\n").Ask("SET l v", Ok).Ask("GET l", Bulk("v")),
        new RespConversation("keys have 1 to 250 bytes")
            .Ask("GET ", BadKey).Ask($"GET {new string('k', 251)}", BadKey).Ask($"GET {new string('k', 250)}", Null).Ask("MGET a ", BadKey).Ask("MSET  1", BadKey)
            .Ask("DEL a ", BadKey).Ask("RENAME a ", BadKey).Ask("OBJECT ENCODING ", BadKey).Ask("MEMORY USAGE ", BadKey)
            .Differs("Redis takes any key"),
    ];

    private static string WrongType => "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n";

    private static string BadKey => "-ERR invalid key length: 1 to 250 bytes\r\n";
}
