using System.Collections.Generic;

using static Pelikan.Node.Tests.Protocol.Resp.RespConversation;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>Commands on keys.</summary>
internal static class KeyConversations
{
    private const string Ok = "+OK\r\n";
    private const string One = ":1\r\n";
    private const string Zero = ":0\r\n";
    private const string Syntax = "-ERR syntax error\r\n";
    private const string NotInteger = "-ERR value is not an integer or out of range\r\n";

    public static IReadOnlyList<RespConversation> All { get; } =
    [
        new RespConversation("del, unlink, exists and touch")
            .Ask("MSET a 1 b 2 c 3", Ok).Ask("EXISTS a b a none", ":3\r\n").Ask("TOUCH a none c", ":2\r\n").Ask("DEL a a none", One).Ask("UNLINK b c", ":2\r\n").Ask("EXISTS a b c", Zero),
        new RespConversation("expire and ttl")
            .Ask("EXPIRE k 100", Zero).Ask("TTL k", ":-2\r\n").Ask("SET k v", Ok).Ask("TTL k", ":-1\r\n").Ask("PTTL k", ":-1\r\n").Ask("EXPIRETIME k", ":-1\r\n")
            .Ask("EXPIRE k 100", One).Ask("TTL k", ":100\r\n").Ask("PEXPIRE k 200000", One).Ask("TTL k", ":200\r\n").Ask("PERSIST k", One).Ask("PERSIST k", Zero).Ask("PERSIST none", Zero)
            .Ask("TTL k", ":-1\r\n").Ask("GET k", Bulk("v")),
        new RespConversation("expire at a time")
            .Ask("SET k v", Ok).Ask("EXPIREAT k 2000000000", One).Ask("EXPIRETIME k", ":2000000000\r\n").Ask("PEXPIRETIME k", ":2000000000000\r\n")
            .Ask("PEXPIREAT k 2000000001234", One).Ask("EXPIRETIME k", ":2000000001\r\n").Ask("PEXPIRETIME k", ":2000000001234\r\n").Ask("EXPIRETIME none", ":-2\r\n").Ask("PEXPIRETIME none", ":-2\r\n"),
        new RespConversation("expire in the past deletes")
            .Ask("SET k v", Ok).Ask("EXPIRE k 0", One).Ask("EXISTS k", Zero).Ask("SET k v", Ok).Ask("EXPIRE k -1", One).Ask("EXISTS k", Zero).Ask("SET k v", Ok).Ask("EXPIREAT k 1", One).Ask("EXISTS k", Zero)
            .Ask("SET k v", Ok).Ask("PEXPIREAT k -9223372036854775808", One).Ask("EXISTS k", Zero).Ask("EXPIRE k -1", Zero),
        new RespConversation("expire with conditions")
            .Ask("SET k v", Ok).Ask("EXPIRE k 100 XX", Zero).Ask("EXPIRE k 100 GT", Zero).Ask("EXPIRE k 100 LT", One).Ask("EXPIRE k 200 nx", Zero).Ask("EXPIRE k 200 LT", Zero).Ask("EXPIRE k 50 GT", Zero)
            .Ask("EXPIRE k 200 GT", One).Ask("EXPIRE k 300 XX GT", One).Ask("EXPIRE k 200 XX LT", One).Ask("TTL k", ":200\r\n").Ask("PERSIST k", One).Ask("EXPIRE k 10 NX", One).Ask("EXPIRE none 10 NX", Zero),
        new RespConversation("expire with conditions that do not go together")
            .Ask("EXPIRE k 1 NX XX", "-ERR NX and XX, GT or LT options at the same time are not compatible\r\n").Ask("EXPIRE k 1 NX GT", "-ERR NX and XX, GT or LT options at the same time are not compatible\r\n")
            .Ask("EXPIRE k 1 LT NX", "-ERR NX and XX, GT or LT options at the same time are not compatible\r\n").Ask("EXPIRE k 1 GT LT", "-ERR GT and LT options at the same time are not compatible\r\n")
            .Ask("EXPIRE k 1 FOO", "-ERR Unsupported option FOO\r\n").Ask("EXPIRE k x FOO", "-ERR Unsupported option FOO\r\n").Ask("EXPIRE k x", NotInteger)
            .Ask("EXPIRE k", "-ERR wrong number of arguments for 'expire' command\r\n"),
        new RespConversation("expire beyond 64 bits")
            .Ask("EXPIRE k 9223372036854775807", "-ERR invalid expire time in 'expire' command\r\n").Ask("EXPIRE k 9223372036854775", "-ERR invalid expire time in 'expire' command\r\n")
            .Ask("PEXPIRE k 9223372036854775807", "-ERR invalid expire time in 'pexpire' command\r\n").Ask("EXPIREAT k 9223372036854776", "-ERR invalid expire time in 'expireat' command\r\n")
            .Ask("EXPIRE k -9223372036854776", "-ERR invalid expire time in 'expire' command\r\n").Ask("PEXPIREAT k 9223372036854775807", Zero),
        new RespConversation("an expiry after 34 years is never").Ask("SET k v EX 10", Ok).Ask("EXPIRE k 3000000000", One).Ask("TTL k", ":-1\r\n").Differs("Redis keeps 64 bits of milliseconds"),
        new RespConversation("expire to the millisecond")
            .Ask("SET k v", Ok).Ask("PEXPIRE k 1500", One).Wait(1499).Ask("EXISTS k", One).Ask("TTL k", Zero).Wait(1).Ask("EXISTS k", Zero).Ask("TTL k", ":-2\r\n"),
        new RespConversation("type of each kind")
            .Ask("TYPE k", "+none\r\n").Ask("SET k v", Ok).Ask("TYPE k", "+string\r\n").Ask("RPUSH l a", One).Ask("TYPE l", "+list\r\n").Ask("SADD s a", One).Ask("TYPE s", "+set\r\n")
            .Ask("ZADD z 1 a", One).Ask("TYPE z", "+zset\r\n").Ask("HSET h a 1", One).Ask("TYPE h", "+hash\r\n"),
        new RespConversation("collections expire, too")
            .Ask("RPUSH l a", One).Ask("EXPIRE l 100", One).Ask("TTL l", ":100\r\n").Ask("RPUSH l b", ":2\r\n").Ask("TTL l", ":100\r\n").Ask("PERSIST l", One).Ask("TTL l", ":-1\r\n").Ask("EXPIRE l 0", One).Ask("EXISTS l", Zero),
        new RespConversation("rename")
            .Ask("RENAME a b", "-ERR no such key\r\n").Ask("SET a 1 EX 100", Ok).Ask("RENAME a b", Ok).Ask("EXISTS a", Zero).Ask("GET b", Bulk("1")).Ask("TTL b", ":100\r\n").Ask("SET c 2", Ok).Ask("RENAME b c", Ok)
            .Ask("GET c", Bulk("1")).Ask("TTL c", ":100\r\n").Ask("RENAME c c", Ok).Ask("GET c", Bulk("1")).Ask("RPUSH l a b", ":2\r\n").Ask("RENAME l m", Ok).Ask("LRANGE m 0 -1", "*2\r\n$1\r\na\r\n$1\r\nb\r\n"),
        new RespConversation("renamenx")
            .Ask("RENAMENX a b", "-ERR no such key\r\n").Ask("MSET a 1 b 2", Ok).Ask("RENAMENX a b", Zero).Ask("GET b", Bulk("2")).Ask("RENAMENX a c", One).Ask("GET c", Bulk("1")).Ask("RENAMENX c c", Zero),
        new RespConversation("copy")
            .Ask("COPY a b", Zero).Ask("SET a 1 EX 100", Ok).Ask("COPY a b", One).Ask("GET b", Bulk("1")).Ask("TTL b", ":100\r\n").Ask("GET a", Bulk("1")).Ask("SET a 2", Ok).Ask("COPY a b", Zero).Ask("COPY a b REPLACE", One)
            .Ask("GET b", Bulk("2")).Ask("COPY a c DB 0 replace", One).Ask("COPY a a", "-ERR source and destination objects are the same\r\n").Ask("COPY a b FOO", Syntax).Ask("COPY a b DB", Syntax)
            .Ask("COPY a b DB x", NotInteger),
        new RespConversation("copy into another database").Ask("SET a 1", Ok).Ask("COPY a b DB 1", "-ERR DB index is out of range\r\n").Differs("there is one database here"),
        new RespConversation("scan of nothing and of one")
            .Ask("SCAN 0", "*2\r\n$1\r\n0\r\n*0\r\n").Ask("SET key v", Ok).Ask("SCAN 0", "*2\r\n$1\r\n0\r\n*1\r\n$3\r\nkey\r\n").Ask("SCAN 0 MATCH k*y COUNT 100", "*2\r\n$1\r\n0\r\n*1\r\n$3\r\nkey\r\n")
            .Ask("SCAN 0 MATCH x*", "*2\r\n$1\r\n0\r\n*0\r\n").Ask("SCAN 0 TYPE string", "*2\r\n$1\r\n0\r\n*1\r\n$3\r\nkey\r\n").Ask("SCAN 0 type LIST", "*2\r\n$1\r\n0\r\n*0\r\n").Ask("SCAN 0 TYPE nothing", "*2\r\n$1\r\n0\r\n*0\r\n")
            .Ask("SCAN 0 COUNT 0", Syntax).Ask("SCAN 0 COUNT x", NotInteger).Ask("SCAN 0 COUNT", Syntax).Ask("SCAN 0 FOO 1", Syntax).Ask("SCAN x", "-ERR invalid cursor\r\n").Ask("SCAN 99999999999999999999", "-ERR invalid cursor\r\n"),
        new RespConversation("keys and randomkey")
            .Ask("RANDOMKEY", "$-1\r\n").Ask("KEYS *", "*0\r\n").Ask("SET hello v", Ok).Ask("KEYS h?llo", "*1\r\n$5\r\nhello\r\n").Ask("KEYS h[^a]llo", "*1\r\n$5\r\nhello\r\n").Ask("KEYS h[a-d]llo", "*0\r\n")
            .Ask("KEYS h\\ello", "*1\r\n$5\r\nhello\r\n").Ask("KEYS hell", "*0\r\n").Ask("RANDOMKEY", Bulk("hello")).Ask("DBSIZE", One),
        new RespConversation("flush")
            .Ask("MSET a 1 b 2", Ok).Ask("FLUSHALL", Ok).Ask("EXISTS a b", Zero).Ask("SET a 1", Ok).Ask("FLUSHDB ASYNC", Ok).Ask("EXISTS a", Zero).Ask("FLUSHALL sync", Ok).Ask("FLUSHALL FOO", Syntax)
            .Ask("FLUSHALL SYNC ASYNC", Syntax),
        new RespConversation("object and memory")
            .Ask("OBJECT ENCODING k", "$-1\r\n").Ask("SET k 12", Ok).Ask("OBJECT ENCODING k", Bulk("int")).Ask("OBJECT REFCOUNT k", ":%count%\r\n").Ask("SET k abc", Ok).Ask("OBJECT ENCODING k", Bulk("embstr"))
            .Ask($"SET k {new string('v', 45)}", Ok).Ask("OBJECT encoding k", Bulk("raw")).Ask("OBJECT IDLETIME k", Zero).Ask("HSET h a 1", One).Ask("OBJECT ENCODING h", Bulk("listpack"))
            .Ask("ZADD z 1 a", One).Ask("OBJECT ENCODING z", Bulk("listpack")).Ask("RPUSH l a", One).Ask("SADD s a", One).Ask("OBJECT ENCODING s", Bulk("hashtable"))
            .Ask("OBJECT FREQ k", "-ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.\r\n")
            .Ask("OBJECT FOO", "-ERR unknown subcommand 'FOO'. Try OBJECT HELP.\r\n").Ask("OBJECT ENCODING", "-ERR wrong number of arguments for 'object|encoding' command\r\n")
            .Ask("MEMORY USAGE none", "$-1\r\n").Ask("MEMORY USAGE k", ":%size%\r\n").Ask("MEMORY USAGE k SAMPLES 5", ":%size%\r\n").Ask("MEMORY USAGE k SAMPLES", Syntax).Ask("MEMORY USAGE k FOO 1", Syntax),
    ];
}
