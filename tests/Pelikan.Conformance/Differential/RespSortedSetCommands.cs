using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Conformance.Differential;

/// <summary>Random commands on sorted sets.</summary>
internal sealed class RespSortedSetCommands(Dice dice, RespKeySpace keys, int version) : IRespCommands
{
    public RespLine Next() => dice.Next(30) switch
    {
        < 7 => Add(),
        7 or 8 => new RespLine(["ZREM", Key(), .. keys.Elements()]),
        9 => RespLine.Of("ZCARD", Key()),
        10 => RespLine.Of("ZCOUNT", Key(), Bound(), Bound()),
        11 => RespLine.Of("ZSCORE", Key(), keys.Element()),
        12 => new RespLine(["ZMSCORE", Key(), .. keys.Elements()]),
        13 or 14 => RespLine.Of("ZINCRBY", Key(), Score(), keys.Element()),
        15 => RespLine.Of(dice.Pick("ZRANK", "ZREVRANK"), Key(), keys.Element()),
        16 or 17 => Range(),
        18 => new RespLine([dice.Pick("ZRANGEBYSCORE", "ZREVRANGEBYSCORE"), Key(), Bound(), Bound(), .. Scores(), .. Limit()]),
        19 => new RespLine(["ZREVRANGE", Key(), keys.Index(), keys.Index(), .. Scores()]),
        20 or 21 => Lex(),
        22 => RespLine.Of("ZREMRANGEBYRANK", Key(), dice.Number(-6, 6), dice.Number(-6, 6)),
        23 => RespLine.Of("ZREMRANGEBYSCORE", Key(), Bound(), Bound()),
        24 => dice.Percent(50)
            ? RespLine.Of(dice.Pick("ZPOPMIN", "ZPOPMAX"), Key())
            : RespLine.Of(dice.Pick("ZPOPMIN", "ZPOPMAX"), Key(), dice.Pick("0", "1", "2", "70", "-1")),
        25 => Pop(),
        26 => Random(),
        27 => Combine(),
        28 => CombineAndStore(),
        _ => RespLine.Of("DEL", Key()),
    };

    private string Key() => keys.Mostly(RespKeySpace.SortedSets);

    private string Score() => dice.Percent(60)
        ? dice.Number(-3, 6)
        : dice.Pick("1.5", "-2.25", "inf", "-inf", "+inf", "1e3", "0.125", "3.0", "0.0009765625", "-1e5");

    private string Bound() => dice.Percent(97)
        ? dice.Pick("-inf", "+inf", "inf", "0", "1", "(1", "2.5", "(-1", "-2", "4", "(4", "1e3")
        : dice.Pick("x", "(x", string.Empty, "nan");

    private RespLine Add()
    {
        List<string> words = ["ZADD", Key()];
        foreach (string option in (string[])["NX", "XX", "GT", "LT", "CH"])
        {
            if (dice.Percent(8))
            {
                words.Add(option);
            }
        }

        if (dice.Percent(8))
        {
            words.AddRange(["INCR", Score(), keys.Element()]);
        }
        else
        {
            words.AddRange(keys.Elements().SelectMany(member => (string[])[Score(), member]));
        }

        return new RespLine(words);
    }

    private RespLine Range()
    {
        string[] reverse = dice.Percent(40) ? ["REV"] : [];
        string[] words = dice.Percent(50)
            ? [Key(), keys.Index(), keys.Index(), .. reverse]
            : [Key(), Bound(), Bound(), "BYSCORE", .. reverse, .. Limit()];
        return dice.Percent(15) ? new RespLine(["ZRANGESTORE", Key(), .. words]) : new RespLine(["ZRANGE", .. words, .. Scores()]);
    }

    private RespLine Lex()
    {
        string key = dice.Percent(95) ? dice.Pick(RespKeySpace.LexSets) : "absent";
        string low = dice.Pick("-", "[m1", "(m2", "[", "(", "[m30", "[z", "x", "+");
        string high = dice.Pick("+", "[m5", "(m6", "[m", "(zz", "[m60", "-");
        return dice.Next(8) switch
        {
            < 3 => new RespLine(["ZADD", key, .. keys.Elements().SelectMany(member => (string[])["0", member])]) with { Fixed = true },
            3 => RespLine.Of("ZLEXCOUNT", key, low, high),
            4 => new RespLine(["ZRANGEBYLEX", key, low, high, .. Limit()]),
            5 => new RespLine(["ZREVRANGEBYLEX", key, high, low, .. Limit()]),
            6 => dice.Percent(50) ? new RespLine(["ZRANGE", key, low, high, "BYLEX", .. Limit()]) : new RespLine(["ZRANGE", key, high, low, "BYLEX", "REV", .. Limit()]),
            _ => RespLine.Of("ZREMRANGEBYLEX", key, low, high),
        };
    }

    private RespLine Pop() => new(["ZMPOP", "2", Key(), Key(), dice.Pick("MIN", "MAX", "min", "MID"), .. dice.Percent(50) ? (string[])["COUNT", dice.Pick("1", "3", "0")] : []]);

    // So many that all are chosen.
    private RespLine Random() => dice.Next(3) switch
    {
        0 => new RespLine(["ZRANDMEMBER", Key(), "1000", "WITHSCORES"], version == 3 ? ReplyRule.Unordered : ReplyRule.UnorderedPairs, Fixed: true),
        1 => new RespLine(["ZRANDMEMBER", Key(), dice.Pick("1000", "0", "x")], ReplyRule.Unordered, Fixed: true),
        _ => new RespLine(["ZSCAN", Key(), dice.Pick("x", "0"), "COUNT", dice.Pick("x", "0")], Fixed: true),
    };

    private RespLine Combine() => dice.Next(5) switch
    {
        0 => new RespLine(["ZDIFF", .. Sources(), .. Scores()]),
        1 => new RespLine(["ZINTERCARD", .. Sources(), .. dice.Percent(50) ? (string[])["LIMIT", dice.Pick("0", "1", "3", "-1")] : []]),
        _ => new RespLine([dice.Pick("ZUNION", "ZINTER"), .. Weighted(), .. Scores()]),
    };

    private RespLine CombineAndStore() => dice.Percent(25)
        ? new RespLine(["ZDIFFSTORE", Key(), .. Sources()])
        : new RespLine([dice.Pick("ZUNIONSTORE", "ZINTERSTORE"), Key(), .. Weighted()]);

    private List<string> Sources()
    {
        int count = dice.Between(1, 3);
        List<string> words = [dice.Percent(97) ? count.ToString(CultureInfo.InvariantCulture) : dice.Pick("0", "-1", "9", "x")];
        for (int index = 0; index < count; index++)
        {
            words.Add(dice.Percent(20) ? dice.Pick(RespKeySpace.Sets) : Key());
        }

        return words;
    }

    private List<string> Weighted()
    {
        List<string> words = Sources();
        if (dice.Percent(30))
        {
            int count = words.Count - 1;
            words.Add("WEIGHTS");
            words.AddRange(Enumerable.Range(0, count).Select(_ => dice.Pick("1", "2", "0.5", "inf")));
        }

        if (dice.Percent(30))
        {
            words.AddRange(["AGGREGATE", dice.Pick("SUM", "MIN", "MAX", "sum", "AVG")]);
        }

        return words;
    }

    private string[] Scores() => dice.Percent(50) ? ["WITHSCORES"] : [];

    private string[] Limit() => dice.Percent(35) ? ["LIMIT", dice.Pick("0", "1", "3", "-1", "100"), dice.Pick("-1", "0", "1", "2", "50")] : [];
}
