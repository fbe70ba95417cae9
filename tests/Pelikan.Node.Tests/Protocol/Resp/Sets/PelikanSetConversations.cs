using System.Collections.Generic;

using static Pelikan.Node.Tests.Protocol.Resp.RespConversation;

namespace Pelikan.Node.Tests.Protocol.Resp.Sets;

/// <summary>What this server says about sets, sorted sets and trees, and Redis does not.</summary>
internal static class PelikanSetConversations
{
    private const string TooLarge = "-ERR string exceeds maximum allowed size (proto-max-bulk-len)\r\n";
    private const string TooManyDraws = "-ERR too many draws in one command (131072)\r\n";
    private const string NoKey = "-ERR invalid key length: 1 to 250 bytes\r\n";

    private static readonly string Member = new('m', 300);

    public static IReadOnlyList<RespConversation> All { get; } =
    [
        new RespConversation("badd")
            .Ask("BADD b one 1 two 2", ":2\r\n")
            .Ask("badd b two 22 three 3 three 33", ":1\r\n")
            .Ask("HGET b two", Bulk("22"))
            .Ask("HGET b three", Bulk("33"))
            .Ask("HLEN b", ":3\r\n")
            .Ask("TYPE b", "+hash\r\n")
            .Ask("HSET b four 4", ":1\r\n")
            .Ask("EXPIRE b 1000", ":1\r\n")
            .Ask("BADD b one 11", ":0\r\n")
            .Ask("TTL b", ":1000\r\n")
            .Ask("BADD b one", "-ERR wrong number of arguments for 'badd' command\r\n")
            .Ask("BADD b one 1 two", "-ERR wrong number of arguments for 'badd' command\r\n")
            .Ask("BADD b", "-ERR wrong number of arguments for 'badd' command\r\n")
            .Ask("SADD s a", ":1\r\n")
            .Ask("BADD s one 1", "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n")
            .Ask($"BADD b big {new string('v', 990)}", TooLarge)
            .Ask("HLEN b", ":4\r\n")
            .Differs("Pelikan's own command"),
        new RespConversation("a set that would be larger than a value may be stays as it was")
            .Ask($"SADD s {Member}1 {Member}2 {Member}3", ":3\r\n")
            .Ask($"SADD s {Member}4", TooLarge)
            .Ask($"SADD s x {Member}4", TooLarge)
            .Ask("SISMEMBER s x", ":0\r\n")
            .Ask("SCARD s", ":3\r\n")
            .Ask($"SADD t {Member}4", ":1\r\n")
            .Ask("SUNIONSTORE t s t", TooLarge)
            .Ask("SCARD t", ":1\r\n")
            .Ask("SUNIONSTORE d s s", ":3\r\n")
            .Differs("Redis' sets may be larger"),
        new RespConversation("a member that the other set has no room for goes back")
            .Ask($"SADD s {Member}1 {Member}2 {Member}3", ":3\r\n")
            .Ask($"SADD t {Member}4 b", ":2\r\n")
            .Ask("EXPIRE t 1000", ":1\r\n")
            .Ask($"SMOVE t s {Member}4", TooLarge)
            .Ask("SCARD s", ":3\r\n")
            .Ask("SCARD t", ":2\r\n")
            .Ask("TTL t", ":1000\r\n")
            .Differs("Redis' sets may be larger"),
        new RespConversation("a sorted set that would be larger than a value may be stays as it was")
            .Ask($"ZADD z 1 {Member}1 2 {Member}2 3 {Member}3", ":3\r\n")
            .Ask($"ZADD z 9 {Member}1 4 {Member}4", TooLarge)
            .Ask($"ZINCRBY z 4 {Member}4", TooLarge)
            .Ask($"ZSCORE z {Member}1", Bulk("1"))
            .Ask("ZCARD z", ":3\r\n")
            .Ask($"ZADD y 1 {Member}4", ":1\r\n")
            .Ask("ZUNIONSTORE y 2 z y", TooLarge)
            .Ask("ZCARD y", ":1\r\n")
            .Ask("ZRANGESTORE y z 0 -1", ":3\r\n")
            .Differs("Redis' sorted sets may be larger"),
        new RespConversation("draws without bounds are refused")
            .Ask("SADD s a", ":1\r\n")
            .Ask("ZADD z 1 a", ":1\r\n")
            .Ask("HSET h a 1", ":1\r\n")
            .Ask("SRANDMEMBER s -9223372036854775807", TooManyDraws)
            .Ask("SRANDMEMBER s -131073", TooManyDraws)
            .Ask("ZRANDMEMBER z -131073 WITHSCORES", TooManyDraws)
            .Ask("HRANDFIELD h -131073", TooManyDraws)
            .Ask("HRANDFIELD none -131073", "*0\r\n")
            .Differs("Redis answers as long as it has memory"),
        new RespConversation("keys of sets are checked wherever they are")
            .Ask("SADD  a", NoKey)
            .Ask($"SINTER s {new string('k', 251)}", NoKey)
            .Ask("SMOVE s  a", NoKey)
            .Ask("ZUNION 2 z ", NoKey)
            .Ask("ZUNIONSTORE  1 z", NoKey)
            .Ask("ZMPOP 1  MIN", NoKey)
            .Differs("Redis' keys may be empty and longer"),
        new RespConversation("minus zero is zero")
            .Ask("ZADD z -0 a -0.0 b", ":2\r\n")
            .Ask("ZMSCORE z a b", $"*2\r\n{Bulk("0")}{Bulk("0")}")
            .Ask("ZADD z INCR -0 c", Bulk("0"))
            .Ask("ZADD z CH 0 a", ":0\r\n")
            .Differs("Redis gives -0 back in the reply to INCR"),
        new RespConversation("scores are written as short as they can be")
            .Ask("ZADD z 0.1 a", ":1\r\n")
            .Ask("ZSCORE z a", Bulk("0.1"))
            .Ask("ZINCRBY z 0.2 a", Bulk("0.30000000000000004"))
            .Ask("ZADD z 0x10 b", "-ERR value is not a valid float\r\n")
            .Differs("Redis 7.0 writes 17 digits, and reads hexadecimal"),
    ];
}
