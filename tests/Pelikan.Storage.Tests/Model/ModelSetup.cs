using System;
using Pelikan.Storage.Eviction;

namespace Pelikan.Storage.Tests.Model;

/// <summary>One kind of store to hold against the model.</summary>
/// <param name="Eviction">Its policy.</param>
/// <param name="Segments">How many segments of <paramref name="SegmentBytes"/> it has.</param>
/// <param name="SegmentBytes">Their size.</param>
/// <param name="Writers">Threads' places that take turns; lanes follow from it where there are enough segments.</param>
/// <param name="Keys">How many different keys are used.</param>
/// <param name="ValueBytes">The usual longest value.</param>
/// <param name="HashPower">Small ones make long chains.</param>
/// <param name="Loses">Whether the heap is too small, so that items may be evicted or refused.</param>
internal sealed record ModelSetup(
    EvictionKind Eviction, int Segments, int SegmentBytes, int Writers, int Keys, int ValueBytes, int HashPower, bool Loses)
{
    /// <summary>A flush comes once in so many steps: a larger heap takes longer to fill.</summary>
    public int FlushEvery => Math.Clamp(Segments * 20, 400, 4000);

    public static ModelSetup Roomy(int writers, int hashPower) =>
        new(EvictionKind.Merge, 1024, 16 * 1024, writers, 200, 300, hashPower, Loses: false);

    public static ModelSetup Tiny(EvictionKind eviction, int segments, int writers) =>
        new(
            eviction,
            segments,
            segments < 64 ? 4 * 1024 : 2 * 1024,
            writers,
            segments * 24,
            segments < 64 ? 900 : 1200,
            5,
            Loses: true);
}
