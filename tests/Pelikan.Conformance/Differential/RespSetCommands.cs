using System.Collections.Generic;
using System.Globalization;

namespace Pelikan.Conformance.Differential;

/// <summary>Random commands on sets.</summary>
internal sealed class RespSetCommands(Dice dice, RespKeySpace keys) : IRespCommands
{
    public RespLine Next() => dice.Next(20) switch
    {
        < 6 => new RespLine(["SADD", Key(), .. keys.Elements()]),
        6 or 7 => new RespLine(["SREM", Key(), .. keys.Elements()]),
        8 => RespLine.Of("SCARD", Key()),
        9 => RespLine.Of("SISMEMBER", Key(), keys.Element()),
        10 => new RespLine(["SMISMEMBER", Key(), .. keys.Elements()]),
        11 => RespLine.Unordered("SMEMBERS", Key()),
        12 => RespLine.Of("SMOVE", Key(), Key(), keys.Element()),
        13 or 14 => new RespLine([dice.Pick("SINTER", "SUNION", "SDIFF"), .. Some()], ReplyRule.Unordered),
        15 => new RespLine([dice.Pick("SINTERSTORE", "SUNIONSTORE", "SDIFFSTORE"), Key(), .. Some()]),
        16 => Cardinality(),
        17 => new RespLine([dice.Pick("SPOP", "SRANDMEMBER"), Key(), dice.Pick("1000", "0", "x")], ReplyRule.Unordered, Fixed: true),
        18 => new RespLine(["SSCAN", Key(), "0", "COUNT", "100000", .. dice.Percent(50) ? (string[])["MATCH", "m[1-3]*"] : []], ReplyRule.Scan, Fixed: true),
        _ => RespLine.Of("DEL", Key()),
    };

    private string Key() => keys.Mostly(RespKeySpace.Sets);

    private List<string> Some()
    {
        List<string> some = [];
        for (int count = dice.Between(1, 4); count > 0; count--)
        {
            some.Add(Key());
        }

        return some;
    }

    private RespLine Cardinality()
    {
        List<string> some = Some();
        string count = dice.Percent(95) ? some.Count.ToString(CultureInfo.InvariantCulture) : dice.Pick("0", "-1", "9", "x");
        string[] limit = dice.Percent(40) ? ["LIMIT", dice.Pick("0", "1", "2", "100", "-1")] : [];
        return new RespLine(["SINTERCARD", count, .. some, .. limit]);
    }
}
