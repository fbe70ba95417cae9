using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Conformance.Differential;

/// <summary>Random commands on strings: bytes, counters, numbers with a fraction, and their times to live.</summary>
internal sealed class RespStringCommands(Dice dice, RespKeySpace keys) : IRespCommands
{
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    public RespLine Next() => dice.Next(20) switch
    {
        < 4 => Set(),
        4 or 5 => RespLine.Of("GET", Key()),
        6 => dice.Percent(50) ? RespLine.Of("GETSET", Key(), Value()) : RespLine.Of("GETDEL", Key()),
        7 => GetEx(),
        8 => RespLine.Of(dice.Pick("SETEX", "PSETEX"), Key(), Seconds(1), Value()),
        9 => RespLine.Of("SETNX", Key(), Value()),
        10 => new RespLine(["MGET", .. dice.Some(5, RespKeySpace.All)]),
        11 => new RespLine([dice.Pick("MSET", "MSET", "MSETNX"), .. dice.Some(3, RespKeySpace.Strings).SelectMany(key => (string[])[key, Value()])]),
        12 => RespLine.Of("APPEND", Key(), Value()),
        13 => dice.Percent(50) ? RespLine.Of("STRLEN", Key()) : RespLine.Of("APPEND", Key(), dice.Number(0, 99)),
        14 => RespLine.Of("SETRANGE", Key(), dice.Pick("0", "1", "5", "70", "-1", "300"), dice.Value()),
        15 => RespLine.Of(dice.Pick("GETRANGE", "SUBSTR"), Key(), keys.Index(), keys.Index()),
        16 => RespLine.Of(dice.Pick("INCR", "DECR"), Counter()),
        17 => RespLine.Of(dice.Pick("INCRBY", "DECRBY"), Counter(), Delta()),
        18 => Fraction(),
        _ => RespLine.Of("SET", dice.Pick("n0", "n1"), dice.Pick("0", "10", "-7", "9223372036854775806", "-9223372036854775807", "3.25", "1e3", "007", " 1", "1.0")),
    };

    // On a key of its own, and of numbers that have few digits in base 2 and in base 10: of others Redis shows more.
    private RespLine Fraction() => dice.Next(8) switch
    {
        0 => new RespLine(["SET", "f0", dice.Pick("0", "10", "-7", "3.25", "1e3", "x", " 1")], Fixed: true),
        1 => new RespLine([dice.Pick("GET", "DEL"), "f0"], Fixed: true),
        2 => new RespLine(["INCRBYFLOAT", dice.Pick("l0", "f0"), dice.Pick("inf", "nan", "x", "1.5x", "")], Fixed: true),
        _ => new RespLine(["INCRBYFLOAT", "f0", dice.Pick("0.5", "-0.25", "3", "1.5e3", "-7", "0.125", "1e5", "123456.75", "0")], Fixed: true),
    };

    private string Key() => dice.Percent(85) ? dice.Pick(RespKeySpace.Strings) : keys.Any();

    private string Counter() => dice.Percent(80) ? dice.Pick("n0", "n1") : Key();

    private string Value() => dice.Percent(20) ? dice.Number(-1000, 1000) : dice.Value();

    private string Delta() => dice.Percent(80) ? dice.Number(-100, 100) : dice.Pick("9223372036854775807", "-9223372036854775808", "9223372036854775806", "0", "-0", "1.5", "x");

    private string Seconds(int scale) => dice.Percent(8) ? dice.Pick("0", "-1", "9223372036854775807", "x") : Text(keys.Ttl() * scale);

    private RespLine Set()
    {
        List<string> options = [];
        if (dice.Percent(25))
        {
            options.Add(dice.Pick("NX", "XX", "nx", "xx"));
        }

        if (dice.Percent(20))
        {
            options.Add("GET");
        }

        if (dice.Percent(40))
        {
            options.Add(Expiry("KEEPTTL"));
        }

        if (dice.Percent(3))
        {
            options.Add(dice.Pick("NX", "XX", "KEEPTTL", "FOO", "EX"));
        }

        IEnumerable<string> shuffled = options.OrderBy(_ => dice.Next(100)).SelectMany(option => option.Split(' '));
        return new RespLine(["SET", Key(), Value(), .. shuffled]);
    }

    private RespLine GetEx() => dice.Percent(30)
        ? RespLine.Of("GETEX", Key())
        : new RespLine(["GETEX", Key(), .. Expiry("PERSIST").Split(' ')]);

    private string Expiry(string other) => dice.Next(6) switch
    {
        0 => $"EX {Seconds(1)}",
        1 => $"PX {Seconds(1000)}",
        2 => $"EXAT {Text(_now.ToUnixTimeSeconds() + keys.Ttl())}",
        3 => $"PXAT {Text(_now.ToUnixTimeMilliseconds() + (1000 * keys.Ttl()))}",
        4 => dice.Percent(20) ? $"{dice.Pick("EXAT", "PXAT")} {dice.Pick("1", "0", "-1")}" : $"ex {Text(keys.Ttl())}",
        _ => other,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
