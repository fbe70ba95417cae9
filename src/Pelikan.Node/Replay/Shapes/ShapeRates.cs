using System;
using System.Linq;

namespace Pelikan.Node.Replay.Shapes;

/// <summary>
/// The probabilities that make a stream of a cluster's shape, worked out from its published figures.
/// </summary>
/// <remarks>
/// <code>
///  first share  c = 1 / frequency      one-hit share of the keys  w
///
///  of all requests   c·w          are the only request of a key
///                    c·(1-w)      are the first request of a key that comes back
///                    c·(1-w)      are its second
///                    the rest     go to a known key by popularity
///
///  reads among first requests     f = misses / c, at most 1
/// </code>
/// A first request that reads is a miss in every cache. So no more of them read than production missed: where it missed less than
/// it saw new keys, the others are first stored and then read. Within that, shares of operations come out as published.
/// </remarks>
internal sealed record ShapeRates
{
    private ShapeRates()
    {
    }

    /// <summary>c·w.</summary>
    public required double OneHit { get; init; }

    /// <summary>c·(1-w), twice: what is born comes back.</summary>
    public required double Born { get; init; }

    /// <summary>The rest.</summary>
    public double Popular => Math.Max(0, 1 - OneHit - (2 * Born));

    /// <summary>What a first request does: creates, or reads.</summary>
    public required Choice<TraceOperation> First { get; init; }

    /// <summary>What a later request does to a key that is no counter.</summary>
    public required Choice<TraceOperation> Later { get; init; }

    /// <summary>What a later request does to a counter.</summary>
    public required Choice<TraceOperation> LaterOfCounter { get; init; }

    /// <summary>Counters among the keys: all where values are as short as numbers, else twice the share of increments.</summary>
    public required double CounterShare { get; init; }

    /// <summary>Births, as a share of what is left when the requests for a share of the known keys, the most popular, are left out.</summary>
    public double BornWithout(double skippedShare, long known, double exponent)
    {
        double drawn = known == 0 ? 1 : RankSampler.ShareAbove((long)(skippedShare * known), known, exponent);
        return Born / (OneHit + (2 * Born) + (Popular * drawn));
    }

    public static ShapeRates Of(ClusterFigures figures)
    {
        double first = figures.FirstShare;
        double reads = figures.Operations.Where(share => IsRead(share.Item)).Sum(share => share.Part);
        double creates = figures.Operations.Where(share => IsCreation(share.Item)).Sum(share => share.Part);
        double createsMax = creates > 0 ? creates + ClusterFigures.RoundingMax : 0;
        double readFirst = Math.Clamp(Math.Max(figures.MissRatio * reads / first, 1 - (createsMax / first)), 0, Math.Min(1, reads / first));
        double createFirst = creates > 0 ? 1 - readFirst : 0;

        double FirstPart(Share<TraceOperation> share) =>
            IsRead(share.Item) ? readFirst * share.Part / reads
            : IsCreation(share.Item) ? createFirst * share.Part / creates
            : 0;
        double LaterPart(Share<TraceOperation> share) => Math.Max(0, share.Part - (first * FirstPart(share)));

        double later = figures.Operations.Sum(LaterPart);
        double counts = later > 0 ? figures.Operations.Where(share => IsCount(share.Item)).Sum(LaterPart) / later : 0;
        double counters = CountersAmong(figures, counts);
        double countsOfCounter = counters > 0 ? Math.Min(1, counts / counters) : 0;
        return new ShapeRates
        {
            OneHit = first * figures.OneHitShare,
            Born = first * (1 - figures.OneHitShare),
            CounterShare = counters,
            First = new(figures.Operations.Select(share => share with { Part = FirstPart(share) })),
            Later = new(figures.Operations.Select(share => share with { Part = IsCount(share.Item) ? 0 : LaterPart(share) })),
            LaterOfCounter = new(figures.Operations.Select(share => share with
            {
                Part = IsCount(share.Item) ? countsOfCounter : LaterPart(share) / later * (1 - countsOfCounter) / Math.Max(1 - counts, double.Epsilon),
            })),
        };
    }

    private static double CountersAmong(ClusterFigures figures, double counts) =>
        counts <= 0 ? 0
        : figures.ValueBytesMean <= ShapeSizes.CounterBytesMax ? 1
        : Math.Min(1, 2 * counts);

    private static bool IsRead(TraceOperation operation) => operation is TraceOperation.Get or TraceOperation.Gets;

    private static bool IsCreation(TraceOperation operation) => operation is TraceOperation.Set or TraceOperation.Add;

    private static bool IsCount(TraceOperation operation) => operation is TraceOperation.Increment or TraceOperation.Decrement;
}
