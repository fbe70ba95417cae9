using System.Collections.Generic;

using static Pelikan.Node.Protocol.Resp.RespCommandFlags;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>The rows of the command table: arities, flags and places of keys are those of Redis 7.0.</summary>
internal static class RespCommandRows
{
    public static IReadOnlyList<RespCommandInfo> All { get; } =
    [
        .. Connection(),
        .. Server(),
        .. Strings(),
        .. Keys(),
        .. Lists(),
        .. Hashes(),
        .. Sets(),
        .. SortedSets(),
        .. Unsupported(),
    ];

    private static RespCommandInfo[] Connection() =>
    [
        Row("auth", RespCommand.Auth, -2, NoScript | Loading | Stale | Fast | NoAuth | AllowBusy),
        Row("client", RespCommand.Client, -2, None),
        Row("echo", RespCommand.Echo, 2, Loading | Stale | Fast),
        Row("hello", RespCommand.Hello, -1, NoScript | Loading | Stale | Fast | NoAuth | AllowBusy),
        Row("ping", RespCommand.Ping, -1, Fast),
        Row("quit", RespCommand.Quit, -1, NoScript | Loading | Stale | Fast | NoAuth | AllowBusy),
        Row("reset", RespCommand.Reset, 1, NoScript | Loading | Stale | Fast | NoAuth | AllowBusy),
        Row("select", RespCommand.Select, 2, Loading | Stale | Fast),
        Row("readonly", RespCommand.ReadOnly, 1, Loading | Stale | Fast),
        Row("readwrite", RespCommand.ReadWrite, 1, Loading | Stale | Fast),
        Row("asking", RespCommand.Asking, 1, Fast),
        Row("wait", RespCommand.Wait, 3, NoScript),
    ];

    private static RespCommandInfo[] Server() =>
    [
        Row("cluster", RespCommand.Cluster, -2, None),
        Row("command", RespCommand.Command, -1, Loading | Stale),
        Row("config", RespCommand.Config, -2, None),
        Row("dbsize", RespCommand.DbSize, 1, ReadOnly | Fast),
        Row("flushall", RespCommand.FlushAll, -1, Write),
        Row("flushdb", RespCommand.FlushDb, -1, Write),
        Row("info", RespCommand.Info, -1, Loading | Stale),
        Row("lolwut", RespCommand.Lolwut, -1, ReadOnly | Fast),
        Row("memory", RespCommand.Memory, -2, None),
        Row("object", RespCommand.Object, -2, None),
        Row("role", RespCommand.Role, 1, NoScript | Loading | Stale | Fast),
        Row("time", RespCommand.Time, 1, Loading | Stale | Fast),
    ];

    private static RespCommandInfo[] Strings() =>
    [
        Row("append", RespCommand.Append, 3, Write | DenyOom | Fast, 1),
        Row("decr", RespCommand.Decr, 2, Write | DenyOom | Fast, 1),
        Row("decrby", RespCommand.DecrBy, 3, Write | DenyOom | Fast, 1),
        Row("get", RespCommand.Get, 2, ReadOnly | Fast, 1),
        Row("getdel", RespCommand.GetDel, 2, Write | Fast, 1),
        Row("getex", RespCommand.GetEx, -2, Write | Fast, 1),
        Row("getrange", RespCommand.GetRange, 4, ReadOnly, 1),
        Row("getset", RespCommand.GetSet, 3, Write | DenyOom | Fast, 1),
        Row("incr", RespCommand.Incr, 2, Write | DenyOom | Fast, 1),
        Row("incrby", RespCommand.IncrBy, 3, Write | DenyOom | Fast, 1),
        Row("incrbyfloat", RespCommand.IncrByFloat, 3, Write | DenyOom | Fast, 1),
        Row("mget", RespCommand.MGet, -2, ReadOnly | Fast, 1, -1, 1),
        Row("mset", RespCommand.MSet, -3, Write | DenyOom, 1, -1, 2),
        Row("msetnx", RespCommand.MSetNx, -3, Write | DenyOom, 1, -1, 2),
        Row("psetex", RespCommand.PSetEx, 4, Write | DenyOom, 1),
        Row("set", RespCommand.Set, -3, Write | DenyOom, 1),
        Row("setex", RespCommand.SetEx, 4, Write | DenyOom, 1),
        Row("setnx", RespCommand.SetNx, 3, Write | DenyOom | Fast, 1),
        Row("setrange", RespCommand.SetRange, 4, Write | DenyOom, 1),
        Row("strlen", RespCommand.StrLen, 2, ReadOnly | Fast, 1),
        Row("substr", RespCommand.SubStr, 4, ReadOnly, 1),
    ];

    private static RespCommandInfo[] Keys() =>
    [
        Row("copy", RespCommand.Copy, -3, Write | DenyOom, 1, 2, 1),
        Row("del", RespCommand.Del, -2, Write, 1, -1, 1),
        Row("exists", RespCommand.Exists, -2, ReadOnly | Fast, 1, -1, 1),
        Row("expire", RespCommand.Expire, -3, Write | Fast, 1),
        Row("expireat", RespCommand.ExpireAt, -3, Write | Fast, 1),
        Row("expiretime", RespCommand.ExpireTime, 2, ReadOnly | Fast, 1),
        Row("keys", RespCommand.Keys, 2, ReadOnly),
        Row("persist", RespCommand.Persist, 2, Write | Fast, 1),
        Row("pexpire", RespCommand.PExpire, -3, Write | Fast, 1),
        Row("pexpireat", RespCommand.PExpireAt, -3, Write | Fast, 1),
        Row("pexpiretime", RespCommand.PExpireTime, 2, ReadOnly | Fast, 1),
        Row("pttl", RespCommand.PTtl, 2, ReadOnly | Fast, 1),
        Row("randomkey", RespCommand.RandomKey, 1, ReadOnly),
        Row("rename", RespCommand.Rename, 3, Write, 1, 2, 1),
        Row("renamenx", RespCommand.RenameNx, 3, Write | Fast, 1, 2, 1),
        Row("scan", RespCommand.Scan, -2, ReadOnly),
        Row("touch", RespCommand.Touch, -2, ReadOnly | Fast, 1, -1, 1),
        Row("ttl", RespCommand.Ttl, 2, ReadOnly | Fast, 1),
        Row("type", RespCommand.Type, 2, ReadOnly | Fast, 1),
        Row("unlink", RespCommand.Unlink, -2, Write | Fast, 1, -1, 1),
    ];

    private static RespCommandInfo[] Lists() =>
    [
        Row("lpush", RespCommand.LPush, -3, Write | DenyOom | Fast, 1),
        Row("rpush", RespCommand.RPush, -3, Write | DenyOom | Fast, 1),
        Row("lpushx", RespCommand.LPushX, -3, Write | DenyOom | Fast, 1),
        Row("rpushx", RespCommand.RPushX, -3, Write | DenyOom | Fast, 1),
        Row("lpop", RespCommand.LPop, -2, Write | Fast, 1),
        Row("rpop", RespCommand.RPop, -2, Write | Fast, 1),
        Row("llen", RespCommand.LLen, 2, ReadOnly | Fast, 1),
        Row("lrange", RespCommand.LRange, 4, ReadOnly, 1),
        Row("lindex", RespCommand.LIndex, 3, ReadOnly, 1),
        Row("lset", RespCommand.LSet, 4, Write | DenyOom, 1),
        Row("linsert", RespCommand.LInsert, 5, Write | DenyOom, 1),
        Row("lrem", RespCommand.LRem, 4, Write, 1),
        Row("ltrim", RespCommand.LTrim, 4, Write, 1),
        Row("lmove", RespCommand.LMove, 5, Write | DenyOom, 1, 2, 1),
        Row("rpoplpush", RespCommand.RPopLPush, 3, Write | DenyOom, 1, 2, 1),
        Row("lpos", RespCommand.LPos, -3, ReadOnly, 1),
        Row("lmpop", RespCommand.LMPop, -4, Write | MovableKeys, countAt: 1),
    ];

    private static RespCommandInfo[] Hashes() =>
    [
        Row("hset", RespCommand.HSet, -4, Write | DenyOom | Fast, 1),
        Row("hsetnx", RespCommand.HSetNx, 4, Write | DenyOom | Fast, 1),
        Row("hmset", RespCommand.HMSet, -4, Write | DenyOom | Fast, 1),
        Row("hget", RespCommand.HGet, 3, ReadOnly | Fast, 1),
        Row("hmget", RespCommand.HMGet, -3, ReadOnly | Fast, 1),
        Row("hgetall", RespCommand.HGetAll, 2, ReadOnly, 1),
        Row("hdel", RespCommand.HDel, -3, Write | Fast, 1),
        Row("hlen", RespCommand.HLen, 2, ReadOnly | Fast, 1),
        Row("hstrlen", RespCommand.HStrLen, 3, ReadOnly | Fast, 1),
        Row("hexists", RespCommand.HExists, 3, ReadOnly | Fast, 1),
        Row("hkeys", RespCommand.HKeys, 2, ReadOnly, 1),
        Row("hvals", RespCommand.HVals, 2, ReadOnly, 1),
        Row("hincrby", RespCommand.HIncrBy, 4, Write | DenyOom | Fast, 1),
        Row("hincrbyfloat", RespCommand.HIncrByFloat, 4, Write | DenyOom | Fast, 1),
        Row("hrandfield", RespCommand.HRandField, -2, ReadOnly, 1),
        Row("hscan", RespCommand.HScan, -3, ReadOnly, 1),
    ];

    private static RespCommandInfo[] Sets() =>
    [
        Row("sadd", RespCommand.SAdd, -3, Write | DenyOom | Fast, 1),
        Row("srem", RespCommand.SRem, -3, Write | Fast, 1),
        Row("scard", RespCommand.SCard, 2, ReadOnly | Fast, 1),
        Row("sismember", RespCommand.SIsMember, 3, ReadOnly | Fast, 1),
        Row("smismember", RespCommand.SMIsMember, -3, ReadOnly | Fast, 1),
        Row("smembers", RespCommand.SMembers, 2, ReadOnly, 1),
        Row("smove", RespCommand.SMove, 4, Write | Fast, 1, 2, 1),
        Row("sinter", RespCommand.SInter, -2, ReadOnly, 1, -1, 1),
        Row("sintercard", RespCommand.SInterCard, -3, ReadOnly | MovableKeys, countAt: 1),
        Row("sunion", RespCommand.SUnion, -2, ReadOnly, 1, -1, 1),
        Row("sdiff", RespCommand.SDiff, -2, ReadOnly, 1, -1, 1),
        Row("sinterstore", RespCommand.SInterStore, -3, Write | DenyOom, 1, -1, 1),
        Row("sunionstore", RespCommand.SUnionStore, -3, Write | DenyOom, 1, -1, 1),
        Row("sdiffstore", RespCommand.SDiffStore, -3, Write | DenyOom, 1, -1, 1),
        Row("spop", RespCommand.SPop, -2, Write | Fast, 1),
        Row("srandmember", RespCommand.SRandMember, -2, ReadOnly, 1),
        Row("sscan", RespCommand.SScan, -3, ReadOnly, 1),
        Row("badd", RespCommand.BAdd, -4, Write | DenyOom, 1),
    ];

    private static RespCommandInfo[] SortedSets() =>
    [
        Row("zadd", RespCommand.ZAdd, -4, Write | DenyOom | Fast, 1),
        Row("zrem", RespCommand.ZRem, -3, Write | Fast, 1),
        Row("zcard", RespCommand.ZCard, 2, ReadOnly | Fast, 1),
        Row("zcount", RespCommand.ZCount, 4, ReadOnly | Fast, 1),
        Row("zlexcount", RespCommand.ZLexCount, 4, ReadOnly | Fast, 1),
        Row("zscore", RespCommand.ZScore, 3, ReadOnly | Fast, 1),
        Row("zmscore", RespCommand.ZMScore, -3, ReadOnly | Fast, 1),
        Row("zincrby", RespCommand.ZIncrBy, 4, Write | DenyOom | Fast, 1),
        Row("zrank", RespCommand.ZRank, 3, ReadOnly | Fast, 1),
        Row("zrevrank", RespCommand.ZRevRank, 3, ReadOnly | Fast, 1),
        Row("zrange", RespCommand.ZRange, -4, ReadOnly, 1),
        Row("zrangestore", RespCommand.ZRangeStore, -5, Write | DenyOom, 1, 2, 1),
        Row("zrevrange", RespCommand.ZRevRange, -4, ReadOnly, 1),
        Row("zrangebyscore", RespCommand.ZRangeByScore, -4, ReadOnly, 1),
        Row("zrevrangebyscore", RespCommand.ZRevRangeByScore, -4, ReadOnly, 1),
        Row("zrangebylex", RespCommand.ZRangeByLex, -4, ReadOnly, 1),
        Row("zrevrangebylex", RespCommand.ZRevRangeByLex, -4, ReadOnly, 1),
        Row("zremrangebyrank", RespCommand.ZRemRangeByRank, 4, Write, 1),
        Row("zremrangebyscore", RespCommand.ZRemRangeByScore, 4, Write, 1),
        Row("zremrangebylex", RespCommand.ZRemRangeByLex, 4, Write, 1),
        Row("zpopmin", RespCommand.ZPopMin, -2, Write | Fast, 1),
        Row("zpopmax", RespCommand.ZPopMax, -2, Write | Fast, 1),
        Row("zmpop", RespCommand.ZMPop, -4, Write | MovableKeys, countAt: 1),
        Row("zrandmember", RespCommand.ZRandMember, -2, ReadOnly, 1),
        Row("zscan", RespCommand.ZScan, -3, ReadOnly, 1),
        Row("zunion", RespCommand.ZUnion, -3, ReadOnly | MovableKeys, countAt: 1),
        Row("zunionstore", RespCommand.ZUnionStore, -4, Write | DenyOom | MovableKeys, 1, countAt: 2),
        Row("zinter", RespCommand.ZInter, -3, ReadOnly | MovableKeys, countAt: 1),
        Row("zinterstore", RespCommand.ZInterStore, -4, Write | DenyOom | MovableKeys, 1, countAt: 2),
        Row("zintercard", RespCommand.ZInterCard, -3, ReadOnly | MovableKeys, countAt: 1),
        Row("zdiff", RespCommand.ZDiff, -3, ReadOnly | MovableKeys, countAt: 1),
        Row("zdiffstore", RespCommand.ZDiffStore, -4, Write | DenyOom | MovableKeys, 1, countAt: 2),
    ];

    private static RespCommandInfo[] Unsupported() =>
    [
        .. Without("transactions", "multi", "exec", "discard", "watch", "unwatch"),
        .. Without("scripts", "eval", "eval_ro", "evalsha", "evalsha_ro", "fcall", "fcall_ro", "function", "script"),
        .. Without("channels", "subscribe", "psubscribe", "ssubscribe", "unsubscribe", "punsubscribe", "sunsubscribe", "publish", "spublish", "pubsub"),
        .. Without("blocking commands", "blmove", "blmpop", "blpop", "brpop", "brpoplpush", "bzmpop", "bzpopmax", "bzpopmin"),
        .. Without("streams", "xack", "xadd", "xautoclaim", "xclaim", "xdel", "xgroup", "xinfo", "xlen", "xpending", "xrange", "xread", "xreadgroup", "xrevrange", "xsetid", "xtrim"),
        .. Without("geo commands", "geoadd", "geodist", "geohash", "geopos", "georadius", "georadius_ro", "georadiusbymember", "georadiusbymember_ro", "geosearch", "geosearchstore"),
        .. Without("bit commands", "bitcount", "bitfield", "bitfield_ro", "bitop", "bitpos", "getbit", "setbit"),
        .. Without("HyperLogLogs", "pfadd", "pfcount", "pfdebug", "pfmerge", "pfselftest"),
        .. Without("snapshots", "save", "bgsave", "bgrewriteaof", "lastsave", "dump", "restore", "restore-asking"),
        .. Without("replication", "replicaof", "slaveof", "psync", "sync", "replconf", "failover", "migrate"),
        .. Without("other databases", "move", "swapdb"),
        .. Without("sorting", "sort", "sort_ro"),
        .. Without("modules", "module"),
        .. Without("users to manage", "acl"),
        .. Without("slow log", "slowlog", "latency"),
        .. Without("such debugging aids", "debug", "monitor"),
        .. Without("shutdown by clients", "shutdown"),
        .. Without("comparison of strings", "lcs"),
    ];

    private static RespCommandInfo Row(
        string name, RespCommand command, int arity, RespCommandFlags flags, int first = 0, int last = 1, int step = 1, int countAt = 0) =>
        new(name, command)
        {
            Arity = arity,
            Flags = flags,
            FirstKey = first,
            LastKey = first == 0 ? 0 : last,
            KeyStep = first == 0 ? 0 : step,
            KeyCountAt = countAt,
        };

    // They are refused whatever comes with them.
    private static RespCommandInfo[] Without(string what, params string[] names)
    {
        RespCommandInfo[] rows = new RespCommandInfo[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            rows[i] = new RespCommandInfo(names[i], RespCommand.Unsupported) { Arity = -1, Missing = what };
        }

        return rows;
    }
}
