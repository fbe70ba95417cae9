using System;
using System.Globalization;

namespace Pelikan.Conformance.Differential;

/// <summary>Random commands that take a key whatever is stored at it.</summary>
internal sealed class RespKeyCommands(Dice dice, RespKeySpace keys) : IRespCommands
{
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    public RespLine Next() => dice.Next(20) switch
    {
        0 or 1 => new RespLine([dice.Pick("DEL", "UNLINK"), .. dice.Some(3, RespKeySpace.All)]),
        2 => new RespLine([dice.Pick("EXISTS", "TOUCH"), .. dice.Some(4, RespKeySpace.All)]),
        3 => RespLine.Of("TYPE", keys.Any()),
        4 => RespLine.With(ReplyRule.Seconds, dice.Pick("TTL", "EXPIRETIME"), keys.Any()),
        5 => RespLine.With(ReplyRule.Milliseconds, dice.Pick("PTTL", "PEXPIRETIME"), keys.Any()),
        6 => RespLine.Of("PERSIST", keys.Any()),
        7 or 8 or 9 => Expire(),
        10 => RespLine.Of(dice.Pick("RENAME", "RENAMENX"), dice.Pick(RespKeySpace.Movable), dice.Pick(RespKeySpace.Movable)),
        11 => Copy(),
        12 => RespLine.Unordered("KEYS", Pattern()),
        13 => Scan(),
        14 => RespLine.Of("EXISTS", keys.Any()),
        15 => dice.Percent(5) ? RespLine.Of(dice.Pick("FLUSHALL", "FLUSHDB"), dice.Pick("ASYNC", "SYNC", "sync")) : RespLine.Of("ECHO", dice.Value()),
        16 => dice.Percent(50) ? RespLine.Of("PING") : RespLine.Of("PING", dice.Value()),
        17 => RespLine.Of("TYPE", keys.Any()),
        18 => RespLine.Of(dice.Pick("NOSUCHCOMMAND", "GETT", "HSETT"), dice.Value(), keys.Any()),
        _ => RespLine.Of("SELECT", dice.Pick("0", "0", "-1", "abc", "10000")),
    };

    public string Pattern() => dice.Pick("*", "s*", "?0", "[a-h]*", "nothing", "*[^1]", "m[0-3]*", "m?", "*1*", "\\m1", "[", "m[1", "**1", "m[^0-5]");

    private RespLine Expire()
    {
        string option = dice.Pick(string.Empty, string.Empty, "NX", "XX", "GT", "LT", "gt", "FOO");
        (string verb, string number) = dice.Next(5) switch
        {
            0 => ("EXPIREAT", Text(_now.ToUnixTimeSeconds() + keys.Ttl())),
            1 => ("PEXPIREAT", Text(_now.ToUnixTimeMilliseconds() + (keys.Ttl() * 1000))),
            2 => ("PEXPIRE", Text(keys.Ttl() * 1000)),
            3 => dice.Percent(10) ? (dice.Pick("EXPIRE", "PEXPIRE", "EXPIREAT", "PEXPIREAT"), dice.Pick("-1", "0", "-100")) : ("EXPIRE", Text(keys.Ttl())),
            _ => ("EXPIRE", Text(keys.Ttl())),
        };
        return option.Length == 0 ? RespLine.Of(verb, keys.Any(), number)
            : dice.Percent(15) ? RespLine.Of(verb, keys.Any(), number, option, dice.Pick("NX", "XX", "GT", "LT"))
            : RespLine.Of(verb, keys.Any(), number, option);
    }

    private RespLine Copy()
    {
        string source = dice.Pick(RespKeySpace.Movable);
        string target = dice.Pick(RespKeySpace.Movable);
        return dice.Percent(60) ? RespLine.Of("COPY", source, target, "REPLACE") : RespLine.Of("COPY", source, target);
    }

    // What a scan finds is another test's: the cursors are each server's own.
    private RespLine Scan() => new(
        ["SCAN", dice.Pick("abc", "1.5", "x1"), .. dice.Pick<string[]>([], ["COUNT", "10"], ["COUNT", "x"], ["MATCH"], ["FOO", "1"])], Fixed: true);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
