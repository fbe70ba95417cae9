using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Resp;
using Pelikan.Storage.Metrics;

namespace Pelikan.Fuzz.Targets;

/// <summary>Redis' protocol over real partitions: every command of the table, as arrays and inline. Limits are small, so that short inputs reach them.</summary>
public sealed class RespTarget : IFuzzTarget
{
    private static readonly ProtocolLimits Limits = new() { ValueBytesMax = 1000, KeysPerGetMax = 20, LineBytesMax = 2500 };

    private static readonly string[] Keywords =
    [
        "nx", "xx", "gt", "lt", "ch", "incr", "ex", "px", "exat", "pxat", "keepttl", "get", "persist", "left", "right", "before", "after", "withscores", "withvalues",
        "limit", "byscore", "bylex", "rev", "weights", "aggregate", "min", "max", "sum", "count", "match", "type", "rank", "maxlen", "novalues", "(1", "[a", "(a", "-", "+",
        "inf", "-inf", "1.5", "*", "list", "hash", "db", "replace", "ttl", "freq",
    ];

    private readonly FuzzShards _whole = new();
    private readonly FuzzShards _pieces = new();
    private readonly ProtocolPair<CacheProtocol, RoutedStore> _pair;

    public RespTarget()
    {
        FuzzServer server = new();
        _pair = new ProtocolPair<CacheProtocol, RoutedStore>(
            _whole.Store,
            _pieces.Store,
            () => new WorkerContext(Limits, server, new CounterBlock(CacheMetrics.All.Count)) { Protocols = ProtocolSet.Resp },
            server,
            Inputs.BytesMax);
    }

    public IReadOnlyList<string> Seeds =>
    [
        Requests("SET a 1", "GET a", "INCRBY a 5", "APPEND a xyz", "GETRANGE a 0 -1", "SETRANGE a 2 q", "STRLEN a", "MSET b 1 c 2", "MGET a b c d", "GETDEL b", "INCRBYFLOAT c 1.5"),
        Requests("SET t x EX 3", "TTL t", "PERSIST t", "EXPIRE t 1 NX", "GETEX t PX 5", "TYPE t", "RENAME t u", "COPY u v", "SCAN 0 MATCH * COUNT 5", "KEYS *", "EXISTS u v", "DEL u v", "DBSIZE"),
        Requests("RPUSH l a b c d", "LRANGE l 0 -1", "LPOP l 2", "LINSERT l BEFORE d x", "LSET l 0 y", "LREM l 0 y", "LPOS l d RANK 1", "LMOVE l m LEFT RIGHT", "LTRIM l 0 1", "LMPOP 2 l m LEFT COUNT 2"),
        Requests("HSET h f 1 g 2", "HGETALL h", "HINCRBY h f 3", "HINCRBYFLOAT h g 0.5", "HMGET h f x", "HSCAN h 0", "HRANDFIELD h 2 WITHVALUES", "HDEL h f g", "HSETNX h i 1", "HKEYS h"),
        Requests("SADD s a b c", "SADD z b c d", "SINTER s z", "SUNIONSTORE y s z", "SDIFF s z", "SMOVE s z a", "SPOP y 2", "SRANDMEMBER z -3", "SISMEMBER z a", "SMEMBERS z", "SSCAN z 0", "SREM z a b"),
        Requests("ZADD z 1 a 2 b 3.5 c", "ZRANGE z 0 -1 WITHSCORES", "ZINCRBY z 2 a", "ZRANGEBYSCORE z -inf (3 LIMIT 0 2", "ZRANGEBYLEX z [a +", "ZADD y GT CH 4 b", "ZUNION 2 z y WEIGHTS 1 2 AGGREGATE MAX WITHSCORES", "ZINTERSTORE x 2 z y", "ZPOPMIN z", "ZMPOP 1 y MAX", "ZRANK x b", "ZREMRANGEBYRANK x 0 0"),
        Requests("HELLO 3", "HGETALL h", "SMEMBERS s", "GET a", "CLIENT SETNAME q", "CLIENT ID", "INFO", "CONFIG GET max*", "COMMAND COUNT", "OBJECT ENCODING a", "PING", "ECHO x", "TIME", "SELECT 0", "CLIENT REPLY SKIP", "PING", "MULTI", "RESET", "QUIT"),
        "SET \"a\\x41\" 'b c'\r\nGET aA\r\n*2\r\n$3\r\nGET\r\n$2\r\naA\r\nping\n\r\n*0\r\n*-1\r\nGET \"unbalanced\r\n",
        Requests("BADD k f 1 g 2", "HLEN k", "SET big " + new string('v', 60), "MSETNX q 1 r 2", "SETNX q 3", "GETSET q 4", "SUBSTR big 1 3", "EXPIRETIME q", "RANDOMKEY", "FLUSHALL"),
    ];

    public IReadOnlyList<string> Dictionary =>
    [
        .. RespCommandTable.All.Select(command => Requests($"{command.Name} a")),
        .. RespCommandTable.All.Select(command => $"{command.Name} a 1\r\n"),
        .. RespCommandTable.All.Select(command => Bulk(command.Name)),
        .. Keywords.Select(Bulk),
        "*1\r\n", "*2\r\n", "*3\r\n", "*4\r\n", "*5\r\n", "*6\r\n", "$1\r\n", "$0\r\n\r\n", "$-1\r\n", "\r\n", "$1\r\na\r\n", "$1\r\nb\r\n", "$1\r\n0\r\n", "$2\r\n-1\r\n",
        "$1\r\n1\r\n", "$1\r\n2\r\n", "\"", "'", "\\x41", "*57\r\n", "$1001\r\n", Requests("SET a 1"), Requests("RPUSH l a"), Requests("HSET h f 1"), Requests("SADD s a"), Requests("ZADD z 1 a"),
        Requests("HELLO 3"), Requests("HELLO 2"), Requests("DEL a"),
    ];

    public int Run(byte[] input)
    {
        int requests = _pair.Run(input);
        RespReplies.Check(_pair.Sent, _pair.IsCut);
        _whole.Maintain(_pair.Now);
        _pieces.Maintain(_pair.Now);
        _whole.Check();
        return requests;
    }

    private static string Bulk(string word) => $"${word.Length}\r\n{word}\r\n";

    private static string Requests(params string[] commands)
    {
        StringBuilder text = new();
        foreach (string[] words in commands.Select(command => command.Split(' ')))
        {
            text.Append('*').Append(words.Length).Append("\r\n").AppendJoin("", words.Select(Bulk));
        }

        return text.ToString();
    }
}
