using System;
using System.Globalization;
using System.Linq;

namespace Pelikan.Node.Tests.Protocol.Resp.Collections;

/// <summary>Commands on few keys, right ones mostly, wrong ones too.</summary>
internal sealed class RandomCommands(Random random)
{
    private static readonly string[] Sides = ["LEFT", "RIGHT", "left", "UP"];

    /// <summary>A command on lists.</summary>
    public string[] List() => random.Next(19) switch
    {
        0 => ["LPUSH", Key(), .. Elements()],
        1 => ["RPUSH", Key(), .. Elements()],
        2 => ["LPUSHX", Key(), .. Elements()],
        3 => ["RPUSHX", Key(), .. Elements()],
        4 => ["LPOP", Key()],
        5 => ["RPOP", Key()],
        6 => ["LPOP", Key(), Number()],
        7 => ["RPOP", Key(), Number()],
        8 => ["LLEN", Key()],
        9 => ["LRANGE", Key(), Number(), Number()],
        10 => ["LINDEX", Key(), Number()],
        11 => ["LSET", Key(), Number(), Element()],
        12 => ["LINSERT", Key(), random.Next(2) == 0 ? "BEFORE" : "after", Element(), Element()],
        13 => ["LREM", Key(), Number(), Element()],
        14 => random.Next(5) == 0 ? ["LTRIM", Key(), Number(), Number()] : ["LTRIM", Key(), random.Next(3).ToString(CultureInfo.InvariantCulture), "-2"],
        15 => ["LMOVE", Key(), Key(), Side(), Side()],
        16 => ["RPOPLPUSH", Key(), Key()],
        17 => ["LPOS", Key(), Element(), .. Option("RANK"), .. Option("COUNT"), .. Option("MAXLEN")],
        _ => ["LMPOP", "2", Key(), Key(), Side(), .. Option("COUNT")],
    };

    /// <summary>A command on hashes; <paramref name="group"/> is how many elements of its reply belong together where their order is nobody's.</summary>
    public string[] Hash(out int group)
    {
        int dice = random.Next(15);
        group = dice switch { 10 or 13 => 2, 11 or 12 => 1, _ => 0 };
        return dice switch
        {
            0 or 1 => ["HSET", Key(), .. Fields()],
            2 => ["HMSET", Key(), .. Fields()],
            3 => ["HSETNX", Key(), Field(), Element()],
            4 => ["HGET", Key(), Field()],
            5 => ["HMGET", Key(), Field(), Field(), Field()],
            6 => ["HDEL", Key(), .. Enumerable.Range(0, 1 + random.Next(20)).Select(_ => Field())],
            7 => ["HLEN", Key()],
            8 => ["HEXISTS", Key(), Field()],
            9 => ["HSTRLEN", Key(), Field()],
            10 => ["HGETALL", Key()],
            11 => ["HKEYS", Key()],
            12 => ["HVALS", Key()],
            13 => ["HINCRBY", Key(), Field(), Number()],
            _ => ["HINCRBYFLOAT", Key(), Field(), Number() + (random.Next(2) == 0 ? ".25" : string.Empty)],
        };
    }

    public string Field() => $"f{random.Next(random.Next(2) == 0 ? 10 : 6000)}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private string Key() => random.Next(20) == 0 ? "other" : $"k{random.Next(3)}";

    private string Side() => Sides[random.Next(random.Next(10) == 0 ? 4 : 3)];

    private string[] Option(string name) => random.Next(3) == 0 ? [name, Number()] : [];

    private string[] Elements() => [.. Enumerable.Range(0, 1 + random.Next(random.Next(4) == 0 ? 60 : 3)).Select(_ => Element())];

    private string[] Fields() => [.. Enumerable.Range(0, 1 + random.Next(30)).SelectMany(_ => new[] { Field(), Element() })];

    private string Element() => random.Next(12) switch
    {
        0 => string.Empty,
        1 => new string('x', random.Next(300)),
        2 => "a\r\nb",
        3 => "1.5",
        _ => Text(random.Next(10)),
    };

    private string Number() => random.Next(20) switch
    {
        0 => "x",
        1 => Text(long.MaxValue),
        2 => Text(random.Next(200) - 100),
        _ => Text(random.Next(7) - 3),
    };
}
