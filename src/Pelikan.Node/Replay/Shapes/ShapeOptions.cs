namespace Pelikan.Node.Replay.Shapes;

/// <summary>How much of a shape is generated, and which.</summary>
public sealed record ShapeOptions
{
    /// <summary>The same seed gives the same requests.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many requests the source has.</summary>
    public long Requests { get; init; } = 10_000_000;

    /// <summary>
    /// Simulated time from the first request to the last, in milliseconds; 0 = four times the median TTL, a week at most, which is
    /// what the published figures cover. It decides how many keys are alive at a time, because TTLs are as published.
    /// </summary>
    public long DurationMilliseconds { get; init; }

    /// <summary>
    /// Keys known before the first request: the source is then a slice of a longer stream. 0 = every key is new once.
    /// <see cref="ShapeSource.StoredBefore"/> gives them.
    /// </summary>
    public long Population { get; init; }

    /// <summary>
    /// How many of the most popular keys are left out, as a share of those known, from 0 to 0.1. A cache of any size to be compared
    /// holds them, so their requests cost time and tell nothing; <see cref="ShapeSource.Skipped"/> counts them.
    /// </summary>
    public double SkipHottest { get; init; }
}
