using System;
using System.Linq;

namespace Pelikan.Storage.Tests.Expiry;

/// <summary>Random times: when a run begins, how long items are to live, and how time passes.</summary>
internal sealed class ExpiryTime
{
    /// <summary>A run ends here: what is stored later may lie behind the last expiry that an item can hold, 34 years.</summary>
    public static readonly Instant End = new(30 * 365 * Day);

    private const long Second = 1_000;
    private const long Hour = 3_600 * Second;
    private const long Day = 24 * Hour;
    private const long LongestTtl = 97 * Day;

    private readonly Random _random;
    private readonly long[] _favourites;

    /// <param name="random">The only source of chance.</param>
    /// <param name="favourites">How many times to live are given to most items; 0 for none.</param>
    public ExpiryTime(Random random, int favourites)
    {
        _random = random;
        _favourites = Enumerable.Range(0, favourites).Select(_ => random.NextInt64(Day, LongestTtl)).ToArray();
    }

    private bool Crowded => _favourites.Length > 0;

    /// <summary>The first day, or shortly before a word of the clock runs over: 32 bits are 49 days.</summary>
    public Instant Start() => new(_random.Next(3) == 0 ? (1L << 32) - _random.Next((int)Hour) : _random.Next((int)Day));

    /// <summary>
    /// But for favourites, as many times to live between 1 and 10 ms as between 9 and 90 days; one in ten never ends, one in thirty
    /// has ended.
    /// </summary>
    public Instant Expiry(Instant now) => _random.Next(30) switch
    {
        0 => now.PlusMilliseconds(-_random.Next(3)),
        _ when Crowded && _random.Next(200) != 0 => now.PlusMilliseconds(_favourites[_random.Next(_favourites.Length)] + _random.Next(1000)),
        < 4 => Instant.Never,
        _ => now.PlusMilliseconds(Math.Max(1, (long)Math.Exp(_random.NextDouble() * Math.Log(LongestTtl)))),
    };

    /// <summary>Milliseconds from a seal to the next start: none, a few, or up to ten days.</summary>
    public long Down() => _random.Next(4) switch
    {
        0 => 0,
        1 => _random.Next(100),
        2 => _random.NextInt64(Hour),
        _ => _random.NextInt64(10 * Day),
    };

    /// <summary>Milliseconds to the next step: mostly none, once in a while weeks.</summary>
    public long Passed() => _random.Next(1000) switch
    {
        < 650 => 0,
        < 850 => _random.Next(100),
        < 987 => _random.NextInt64(10 * Second),
        < 997 => _random.NextInt64(Hour),
        997 => _random.NextInt64(Day),
        _ when _random.Next(8) != 0 => 0,
        _ => _random.NextInt64(21 * Day),
    };
}
