using System.Linq;

namespace Pelikan.Conformance.Differential;

/// <summary>Random commands on hashes.</summary>
internal sealed class RespHashCommands(Dice dice, RespKeySpace keys, int version) : IRespCommands
{
    public RespLine Next() => dice.Next(20) switch
    {
        < 5 => new RespLine([dice.Pick("HSET", "HSET", "HMSET"), Key(), .. keys.Elements().SelectMany(field => (string[])[field, Value()])]),
        5 => RespLine.Of("HSETNX", Key(), keys.Element(), Value()),
        6 => RespLine.Of("HGET", Key(), keys.Element()),
        7 => new RespLine(["HMGET", Key(), .. keys.Elements()]),
        8 => RespLine.With(ReplyRule.UnorderedPairs, "HGETALL", Key()),
        9 or 10 => new RespLine(["HDEL", Key(), .. keys.Elements()]),
        11 => RespLine.Of("HLEN", Key()),
        12 => RespLine.Of(dice.Pick("HSTRLEN", "HEXISTS"), Key(), keys.Element()),
        13 => RespLine.Unordered(dice.Pick("HKEYS", "HVALS"), Key()),
        14 or 15 => RespLine.Of("HINCRBY", Key(), Counter(), dice.Percent(90) ? dice.Number(-50, 50) : dice.Pick("9223372036854775807", "x", "1.5")),
        16 => new RespLine(["HINCRBYFLOAT", Key(), "fraction", dice.Pick("0.5", "-0.25", "1e2", "0.125", "3", "x", "inf")], Fixed: true),
        17 => Random(),
        18 => new RespLine(["HSCAN", Key(), "0", "COUNT", "100000", .. dice.Percent(50) ? (string[])["MATCH", "m[1-3]*"] : []], ReplyRule.ScanPairs, Fixed: true),
        _ => RespLine.Of("DEL", Key()),
    };

    private string Key() => keys.Mostly(RespKeySpace.Hashes);

    private string Counter() => dice.Percent(80) ? dice.Pick("c0", "c1", "c2") : keys.Element();

    private string Value() => dice.Percent(30) ? dice.Number(-100, 100) : keys.Element();

    // So many that all are chosen.
    private RespLine Random() => dice.Percent(50)
        ? new RespLine(["HRANDFIELD", Key(), "1000", "WITHVALUES"], version == 3 ? ReplyRule.Unordered : ReplyRule.UnorderedPairs, Fixed: true)
        : new RespLine(["HRANDFIELD", Key(), dice.Pick("1000", "0", "x")], ReplyRule.Unordered, Fixed: true);
}
