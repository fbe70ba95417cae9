using System.Collections.Generic;

namespace Pelikan.Conformance.Differential;

/// <summary>Random commands on lists.</summary>
internal sealed class RespListCommands(Dice dice, RespKeySpace keys) : IRespCommands
{
    public RespLine Next() => dice.Next(20) switch
    {
        < 5 => new RespLine([dice.Pick("RPUSH", "LPUSH", "RPUSH", "RPUSHX", "LPUSHX"), Key(), .. keys.Elements()]),
        5 => RespLine.Of(dice.Pick("LPOP", "RPOP"), Key()),
        6 => RespLine.Of(dice.Pick("LPOP", "RPOP"), Key(), dice.Pick("0", "1", "2", "3", "64", "-1")),
        7 => RespLine.Of("LLEN", Key()),
        8 or 9 => RespLine.Of("LRANGE", Key(), keys.Index(), keys.Index()),
        10 => RespLine.Of("LINDEX", Key(), keys.Index()),
        11 => RespLine.Of("LSET", Key(), keys.Index(), keys.Element()),
        12 => RespLine.Of("LINSERT", Key(), dice.Pick("BEFORE", "AFTER", "before", "BESIDE"), keys.Element(), keys.Element()),
        13 => RespLine.Of("LREM", Key(), dice.Number(-2, 2), keys.Element()),
        14 => RespLine.Of("LTRIM", Key(), dice.Number(-40, 10), dice.Number(-5, 40)),
        15 => RespLine.Of("LMOVE", Key(), Key(), End(), End()),
        16 => RespLine.Of("RPOPLPUSH", Key(), Key()),
        17 => Position(),
        18 => Pop(),
        _ => RespLine.Of("DEL", Key()),
    };

    private string Key() => keys.Mostly(RespKeySpace.Lists);

    private string End() => dice.Percent(3) ? "MIDDLE" : dice.Pick("LEFT", "RIGHT", "left");

    private RespLine Position()
    {
        List<string> words = ["LPOS", Key(), keys.Element()];
        AddMaybe(words, "RANK", dice.Pick("1", "2", "-1", "-2", "0"));
        AddMaybe(words, "COUNT", dice.Pick("0", "1", "2", "-1"));
        AddMaybe(words, "MAXLEN", dice.Pick("0", "1", "10", "-1"));
        return new RespLine(words);
    }

    private RespLine Pop()
    {
        List<string> words = ["LMPOP"];
        int count = dice.Between(1, 3);
        words.Add(dice.Percent(95) ? dice.Number(count, count) : dice.Pick("0", "-1", "9", "x"));
        for (int index = 0; index < count; index++)
        {
            words.Add(Key());
        }

        words.Add(End());
        AddMaybe(words, "COUNT", dice.Pick("1", "2", "70", "0"));
        return new RespLine(words);
    }

    private void AddMaybe(List<string> words, string option, string number)
    {
        if (dice.Percent(30))
        {
            words.AddRange([option, number]);
        }
    }
}
