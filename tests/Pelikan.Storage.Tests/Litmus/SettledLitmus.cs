using System;
using System.Threading;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Litmus;

/// <summary>
/// A sealed segment is walked once its epoch is safe: by then every writer that had reserved room in it has filled it.
/// </summary>
[Collection(nameof(Alone))]
public sealed class SettledLitmus
{
    private const int Rounds = 1_000;
    private const int SegmentBytes = 4 * 1024;

    [Fact]
    public void ASettledSegment_HoldsWholeItemsOnly() => Race.Check(Run);

    private static int Run(bool broken)
    {
        using LitmusTable table = new(Rounds, SegmentBytes);
        int segment = 0;
        bool torn = false;
        return new Race().Run(
            Rounds,
            _ => segment = table.Open(),
            round => Fill(table, segment, round),
            round =>
            {
                int enough = round % (SegmentBytes / 2);
                SpinWait spin = default;
                while (table.Segments.Headers[segment].Position < enough)
                {
                    spin.SpinOnce(sleep1Threshold: -1);
                }

                table.Segments.Seal(segment);
                while (!broken && !table.Segments.IsSettled(segment, table.Segments.SafeEpoch()))
                {
                    spin.SpinOnce(sleep1Threshold: -1);
                }

                torn |= !IsWhole(table, segment);
            },
            _ => torn);
    }

    private static void Fill(LitmusTable table, int segment, int round)
    {
        for (int i = 1; ; i++)
        {
            using EpochGuard guard = table.Left.Enter(LitmusTable.Now);
            if (!table.TryReserve(segment, out int offset))
            {
                return;
            }

            Race.Gap(i + round);
            table.Write(segment, offset, i);
        }
    }

    private static bool IsWhole(LitmusTable table, int segment)
    {
        try
        {
            SegmentWalker walker = new(table.Segments, segment);
            bool whole = true;
            while (walker.MoveNext())
            {
                whole &= LitmusTable.IsWhole(walker.Item);
            }

            return whole;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // What is not written yet has no length that leads anywhere.
            return false;
        }
    }
}
