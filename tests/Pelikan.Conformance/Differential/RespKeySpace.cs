using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Conformance.Differential;

/// <summary>The few keys that all commands are about, by what is mostly stored at them, and times to live for them.</summary>
internal sealed class RespKeySpace(Dice dice)
{
    private const int TtlLeast = 10_000;
    private const int TtlApart = 100;
    private const int TtlStep = 7_919;
    private const int TtlCount = 100_003;

    private int _ttls;

    public static IReadOnlyList<string> Strings { get; } = ["s0", "s1", "s2", "s3", "n0", "n1", "käse"];

    public static IReadOnlyList<string> Lists { get; } = ["l0", "l1", "l2"];

    public static IReadOnlyList<string> Hashes { get; } = ["h0", "h1", "h2"];

    public static IReadOnlyList<string> Sets { get; } = ["e0", "e1", "e2", "e3"];

    public static IReadOnlyList<string> SortedSets { get; } = ["z0", "z1", "z2"];

    /// <summary>Sorted sets whose scores are all zero: the order of members by their bytes means something only there.</summary>
    public static IReadOnlyList<string> LexSets { get; } = ["x0", "x1"];

    /// <summary>All keys whose items may be moved about.</summary>
    public static IReadOnlyList<string> Movable { get; } = [.. Strings, .. Lists, .. Hashes, .. Sets, .. SortedSets];

    public static IReadOnlyList<string> All { get; } = [.. Movable, .. LexSets, "absent"];

    public string Any() => dice.Pick(All);

    /// <summary>Mostly a key of a kind, now and then one of another.</summary>
    public string Mostly(IReadOnlyList<string> kind) => dice.Percent(4) ? dice.Pick(Movable) : dice.Percent(3) ? "absent" : dice.Pick(kind);

    /// <summary>A time to live in seconds, no two of them near each other: commands compare what is left of them.</summary>
    public long Ttl() => TtlLeast + (TtlApart * ((long)_ttls++ * TtlStep % TtlCount));

    public string Element() => dice.Next(10) switch
    {
        0 => dice.Value(),
        1 => string.Empty,
        < 5 => dice.Number(-5, 40),
        _ => "m" + dice.Number(0, 70),
    };

    /// <summary>Mostly a few elements; seldom so many that a collection changes its form.</summary>
    public IEnumerable<string> Elements() => dice.Percent(2)
        ? Enumerable.Range(0, dice.Between(60, 66)).Select(number => "m" + number.ToString(CultureInfo.InvariantCulture))
        : [.. Enumerable.Range(0, dice.Between(1, 5)).Select(_ => Element())];

    /// <summary>A place in a list, from either end, in it or not.</summary>
    public string Index() => dice.Percent(70) ? dice.Number(-8, 8) : dice.Pick("0", "-1", "100", "-100", "63", "64", "9223372036854775807", "-9223372036854775808");
}
