using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Node.Tests.Protocol.Resp.Sets;

/// <summary>Requests on sets and sorted sets at random, from a seed: sensible ones, and words that make no sense.</summary>
/// <param name="random">Decides.</param>
/// <param name="members">Of how many members they speak.</param>
/// <param name="many">How many members one request names at most.</param>
internal sealed class SetRequests(Random random, int members, int many)
{
    private static readonly string[] ReadsOfOne =
        ["SCARD", "SMEMBERS", "ZCARD", "ZRANGE", "ZRANGEBYSCORE", "ZREVRANGE", "ZREVRANGEBYSCORE", "ZCOUNT", "ZSCORE", "ZRANK", "ZREVRANK", "ZMSCORE"];

    private static readonly string[] Soup =
    [
        "0", "1", "-1", "2", "3", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1.5", "inf", "-inf", "nan", "(1", "[a", "(a", "-", "+", "x",
        "LIMIT", "WITHSCORES", "REV", "BYSCORE", "WEIGHTS", "AGGREGATE", "MIN", "MAX", "SUM", "COUNT", "MATCH", "NX", "XX", "GT", "LT", "CH", "INCR", "nokey", "str", "*",
    ];

    private static readonly string[] SoupCommands =
    [
        "SADD", "SREM", "SCARD", "SISMEMBER", "SMISMEMBER", "SMOVE", "SINTER", "SUNION", "SDIFF", "SINTERSTORE", "SUNIONSTORE", "SDIFFSTORE", "SINTERCARD",
        "ZADD", "ZREM", "ZCARD", "ZCOUNT", "ZSCORE", "ZMSCORE", "ZINCRBY", "ZRANK", "ZREVRANK", "ZRANGE", "ZRANGESTORE", "ZREVRANGE", "ZRANGEBYSCORE", "ZREVRANGEBYSCORE",
        "ZREMRANGEBYRANK", "ZREMRANGEBYSCORE", "ZPOPMIN", "ZPOPMAX", "ZMPOP", "ZUNION", "ZUNIONSTORE", "ZINTER", "ZINTERSTORE", "ZINTERCARD", "ZDIFF", "ZDIFFSTORE",
        "ZLEXCOUNT", "ZRANGEBYLEX", "ZREVRANGEBYLEX", "ZREMRANGEBYLEX",
    ];

    /// <summary>Whether the reply comes in no order.</summary>
    public static bool IsUnordered(IReadOnlyList<string> words) => words[0] is "SMEMBERS" or "SINTER" or "SUNION" or "SDIFF";

    public string[] Next() => random.Next(20) switch
    {
        0 or 1 => ["SADD", Set(), .. Members()],
        2 => ["SREM", Set(), .. Members()],
        3 => ["SMOVE", Set(), Set(), Member()],
        4 => [Pick("SISMEMBER", "SMISMEMBER"), Set(), Member()],
        5 => SetAlgebra(),
        6 or 7 or 8 => ["ZADD", Sorted(), .. AddOptions(), .. Pairs()],
        9 => ["ZINCRBY", Sorted(), Score(), Member()],
        10 => [Pick("ZREM", "ZMSCORE"), Sorted(), .. Members()],
        11 => [Pick("ZREMRANGEBYRANK", "ZREMRANGEBYSCORE"), Sorted(), Number(), Number()],
        12 => Pop(),
        13 or 14 => Range(),
        15 => Lexical(),
        16 => SortedAlgebra(),
        17 => ReadOfOne(),
        _ => Senseless(),
    };

    private string[] ReadOfOne()
    {
        string command = ReadsOfOne[random.Next(ReadsOfOne.Length)];
        string key = command[0] == 'S' ? Set() : Sorted();
        return command switch
        {
            "SCARD" or "SMEMBERS" or "ZCARD" => [command, key],
            "ZCOUNT" or "ZRANGEBYSCORE" or "ZREVRANGEBYSCORE" => [command, key, Bound(), Bound()],
            "ZRANGE" or "ZREVRANGE" => [command, key, Number(), Number(), .. Some("WITHSCORES")],
            _ => [command, key, Member()],
        };
    }

    private string[] SetAlgebra()
    {
        string[] keys = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Set())];
        return random.Next(4) switch
        {
            0 => [Pick("SINTERSTORE", "SUNIONSTORE", "SDIFFSTORE"), Set(), .. keys],
            1 => ["SINTERCARD", Text(keys.Length), .. keys, .. random.Next(2) == 0 ? [] : new[] { "LIMIT", Text(random.Next(4)) }],
            _ => [Pick("SINTER", "SUNION", "SDIFF"), .. keys],
        };
    }

    private string[] SortedAlgebra()
    {
        string[] keys = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => random.Next(4) == 0 ? Set() : Sorted())];
        string count = Text(keys.Length);
        string[] weights = random.Next(2) == 0 ? [] : ["WEIGHTS", .. keys.Select(_ => Pick("1", "2", "0.5", "3"))];
        string[] aggregate = random.Next(2) == 0 ? [] : ["AGGREGATE", Pick("SUM", "MIN", "max")];
        return random.Next(5) switch
        {
            0 => ["ZINTERCARD", count, .. keys],
            1 => ["ZDIFF", count, .. keys, .. Some("WITHSCORES")],
            2 => ["ZDIFFSTORE", Sorted(), count, .. keys],
            3 => [Pick("ZUNIONSTORE", "ZINTERSTORE"), Sorted(), count, .. keys, .. weights, .. aggregate],
            _ => [Pick("ZUNION", "ZINTER"), count, .. keys, .. weights, .. aggregate, .. Some("WITHSCORES")],
        };
    }

    private string[] Range()
    {
        string[] reversed = Some("REV");
        return random.Next(4) switch
        {
            0 => ["ZRANGE", Sorted(), Number(), Number(), .. reversed, .. Some("WITHSCORES")],
            1 => ["ZRANGESTORE", Sorted(), Sorted(), Bound(), Bound(), "BYSCORE", .. reversed, .. Limit()],
            2 => ["ZRANGESTORE", Sorted(), Sorted(), Number(), Number(), .. reversed],
            _ => ["ZRANGE", Sorted(), Bound(), Bound(), "BYSCORE", .. reversed, .. Limit(), .. Some("WITHSCORES")],
        };
    }

    /// <summary>Ranges of members, of sets whose scores are all the same: of others they mean nothing.</summary>
    private string[] Lexical()
    {
        string key = Pick("l0", "l1");
        return random.Next(6) switch
        {
            0 => ["ZADD", key, .. Members().SelectMany(member => new[] { "0", member })],
            1 => [Pick("ZREMRANGEBYLEX", "ZLEXCOUNT"), key, Edge(), Edge()],
            2 => ["ZRANGESTORE", "l1", key, Edge(), Edge(), "BYLEX", .. Some("REV"), .. Limit()],
            3 => [Pick("ZRANGEBYLEX", "ZREVRANGEBYLEX"), key, Edge(), Edge(), .. Limit()],
            _ => ["ZRANGE", key, Edge(), Edge(), "BYLEX", .. Some("REV"), .. Limit()],
        };
    }

    private string[] Pop()
    {
        string end = Pick("MIN", "MAX");
        return random.Next(3) switch
        {
            0 => [$"ZPOP{end}", Sorted()],
            1 => [$"ZPOP{end}", Sorted(), Text(random.Next(5))],
            _ => ["ZMPOP", "2", Sorted(), Sorted(), end, .. random.Next(2) == 0 ? [] : new[] { "COUNT", Text(1 + random.Next(5)) }],
        };
    }

    private string[] Senseless()
    {
        string command = SoupCommands[random.Next(SoupCommands.Length)];
        string key = command.Contains("LEX", StringComparison.Ordinal) ? Pick("nokey", "l0", "str") : Pick("nokey", "str", Sorted(), Set());
        return [command, key, .. Enumerable.Range(0, random.Next(7)).Select(_ => Soup[random.Next(Soup.Length)])];
    }

    private string[] AddOptions() => random.Next(2) == 0
        ? []
        : [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Pick("NX", "XX", "GT", "LT", "CH", "CH", "INCR"))];

    private string[] Limit() => random.Next(2) == 0 ? [] : ["LIMIT", Text(random.Next(6) - 1), Text(random.Next(6) - 1)];

    private string[] Some(string word) => random.Next(2) == 0 ? [] : [word];

    private string[] Members() => [.. Enumerable.Range(0, 1 + random.Next(many)).Select(_ => Member())];

    private string[] Pairs() => [.. Members().SelectMany(member => new[] { Score(), member })];

    private string Member() => $"m{random.Next(members)}";

    private string Set() => $"s{random.Next(4)}";

    private string Sorted() => $"z{random.Next(4)}";

    /// <summary>Exact in binary and of few digits, so that every way to write it is the same; never zero, which has two.</summary>
    private string Score() => random.Next(40) switch
    {
        0 => "inf",
        1 => "-inf",
        _ => ((random.Next(80) + 1) * (random.Next(4) == 0 ? -0.25 : 0.25)).ToString(CultureInfo.InvariantCulture),
    };

    private string Bound() => random.Next(8) switch
    {
        0 => "-inf",
        1 => "+inf",
        2 => $"({Score()}",
        _ => Score(),
    };

    private string Edge() => random.Next(6) switch
    {
        0 => "-",
        1 => "+",
        2 or 3 => $"[{Member()}",
        _ => $"({Member()}",
    };

    private string Number() => Text(random.Next(-members - 2, members + 3));

    private string Pick(params string[] words) => words[random.Next(words.Length)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
