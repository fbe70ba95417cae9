namespace Pelikan.Node.Bench.Memory;

/// <summary>How a shape is replayed against a server: the same for every server and memory size.</summary>
internal sealed record ReplayPlan
{
    public required string Shape { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Requests sent, those before counting begins included.</summary>
    public required long Requests { get; init; }

    /// <summary>Real seconds they take.</summary>
    public required double Seconds { get; init; }

    /// <summary>Simulated time in that, in milliseconds: the ratio shortens the TTLs.</summary>
    public required long DurationMilliseconds { get; init; }

    /// <summary>Keys stored before the first request.</summary>
    public required long Population { get; init; }

    public required double SkipHottest { get; init; }

    /// <summary>The part of the requests that comes before counting begins, from 0 to 1.</summary>
    public required double WarmUp { get; init; }

    /// <summary>Bytes of keys and values that are alive at the end, in an endless cache.</summary>
    public long LiveBytes { get; init; }

    /// <summary>How many items that are.</summary>
    public long LiveItems { get; init; }

    /// <summary>The miss ratio of an endless cache over what is counted: new keys and expired ones.</summary>
    public double MissRatioMin { get; init; }

    public double RequestsPerSecond => Requests / Seconds;

    /// <summary>Simulated seconds in a real one.</summary>
    public double Compression => DurationMilliseconds / 1000.0 / Seconds;

    /// <summary>The shortest TTL that is sent, in seconds: memcached's clock ticks once a second.</summary>
    public const int TtlSecondsMin = 2;

    /// <summary>A TTL as it is sent.</summary>
    public int TtlSeconds(long milliseconds) => milliseconds == 0
        ? 0
        : (int)System.Math.Max(TtlSecondsMin, System.Math.Round(milliseconds / 1000.0 / Compression));
}
