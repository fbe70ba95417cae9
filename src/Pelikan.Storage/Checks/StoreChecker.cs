using System.Collections.Generic;
using System.Threading;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Checks;

/// <summary>
/// Checks a whole partition: every chain and slot, every segment and item, every count and byte. Other threads may be at work:
/// each finding is true of one moment, and counts are compared only if nothing changed from the first look to the last.
/// Takes a few words a segment and a bit an overflow bucket.
/// </summary>
/// <remarks>
/// Chains are read under their version; settled segments are walked inside an epoch, in slices, so that memory goes on being
/// reclaimed. Operations that a thread has done and not yet counted are waited for: one epoch at each end of the check.
/// </remarks>
internal sealed class StoreChecker
{
    /// <summary>Chains checked in one epoch.</summary>
    private const int SliceChains = 256;

    /// <summary>Looks at whether every thread has left an epoch; behind that the check counts as disturbed.</summary>
    private const int GraceLooksMax = 20_000;

    private readonly PartitionSegments _segments;
    private readonly HashTable.HashTable _table;
    private readonly EpochParticipant? _participant;
    private readonly CancellationToken _cancellation;
    private readonly CheckTally _tally;
    private readonly ChainChecker _chains;
    private readonly SegmentChecker _walks;

    private StoreChecker(
        PartitionSegments segments, HashTable.HashTable table, ulong seed, EpochParticipant? participant, CancellationToken cancellation)
    {
        _segments = segments;
        _table = table;
        _participant = participant;
        _cancellation = cancellation;
        _tally = new CheckTally(segments.PoolCount);
        _chains = new ChainChecker(segments, table, seed, _tally);
        _walks = new SegmentChecker(segments, table, seed, _tally, participant);
    }

    /// <summary>Check a partition on the calling thread.</summary>
    /// <param name="segments">Its segments.</param>
    /// <param name="table">Its hash table.</param>
    /// <param name="seed">Of the key hash.</param>
    /// <param name="participant">The calling thread's place, where it holds no view; none if nobody else is at work.</param>
    /// <param name="cancellation">Ends the check between two slices.</param>
    /// <exception cref="System.OperationCanceledException">It was ended.</exception>
    public static StoreCheckResult Check(
        PartitionSegments segments,
        HashTable.HashTable table,
        ulong seed,
        EpochParticipant? participant = null,
        CancellationToken cancellation = default) =>
        new StoreChecker(segments, table, seed, participant, cancellation).Run();

    private StoreCheckResult Run()
    {
        // One turn, so that the partition is not disposed meanwhile, of many epochs, so that segments come back.
        using EpochGuard guard = _participant is null ? default : _participant.Enter(default);
        bool complete = TryAwaitCounts();
        CheckMoment before = CheckMoment.Of(_segments, _table);
        CheckChains();
        int held = CheckSegments();
        List<string> differences = _tally.Skipped == 0 ? [.. CompareSegments(), .. CompareCounters(held)] : [];
        complete &= TryAwaitCounts();
        long changes = CheckMoment.Of(_segments, _table).ChangesSince(before) + (complete ? 0 : 1);
        if (_participant is null && _tally.Skipped > 0)
        {
            _tally.Problem($"{_tally.Skipped} chains are locked, and nobody is at work");
        }

        // Nothing happened from before the first look to behind the last one: then what differs is wrong.
        if (changes == 0)
        {
            differences.ForEach(_tally.Problem);
        }

        return new StoreCheckResult(_tally.Items, _tally.Bytes, held, _tally.Walked, _tally.Skipped, changes, _tally.Problems);
    }

    private void CheckChains()
    {
        // The row may grow meanwhile: its end is read again each time.
        for (long head = 0; head < _table.Buckets.Heads; head += SliceChains)
        {
            _cancellation.ThrowIfCancellationRequested();
            _participant?.Renew();
            for (long i = head; i < head + SliceChains && i < _table.Buckets.Heads; i++)
            {
                _chains.Check(i);
            }
        }
    }

    /// <summary>Walk what may be walked; returns how many segments the partition holds.</summary>
    private int CheckSegments()
    {
        int held = 0;
        foreach (int segment in _segments.Own)
        {
            _cancellation.ThrowIfCancellationRequested();
            held++;
            _walks.Check(segment);
        }

        return held;
    }

    /// <summary>
    /// A thread changes first and counts then, all within one epoch. Wait until every thread that was inside one has left it. False
    /// if that takes too long.
    /// </summary>
    private bool TryAwaitCounts()
    {
        if (_participant is null)
        {
            return true;
        }

        long epoch = _segments.CloseEpoch();
        SpinWait spin = default;
        for (int i = 0; i < GraceLooksMax; i++)
        {
            _participant.Renew();
            if (_segments.SafeEpoch() >= epoch)
            {
                return true;
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }

        return false;
    }

    private IEnumerable<string> CompareSegments()
    {
        for (int segment = 1; segment <= _segments.PoolCount; segment++)
        {
            if (_segments.Headers[segment].Owner != _segments.Owner)
            {
                continue;
            }

            int items = _tally.LinkedItems(segment);
            long bytes = _tally.LinkedBytes(segment);
            if (items != _segments.LiveItems(segment) || bytes != _segments.LiveBytes(segment))
            {
                yield return $"segment {segment} counts {_segments.LiveItems(segment)} live items of {_segments.LiveBytes(segment)} bytes; " +
                    $"the table links to {items} of {bytes} bytes";
            }

            if (!_tally.WalkAgrees(segment))
            {
                yield return $"the table links to {items} items of segment {segment}; walking it meets {_tally.WalkedItems(segment)} of them";
            }
        }
    }

    private IEnumerable<string> CompareCounters(int held)
    {
        long[] sums = new long[(int)StorageMetric.Count];
        _segments.SumCounters(sums);
        return
        [
            .. Difference("item_current", sums[(int)StorageMetric.ItemCurrent], _tally.Items),
            .. Difference("item_current_bytes", sums[(int)StorageMetric.ItemCurrentBytes], _tally.Bytes),
            .. Difference("segments held", _segments.Held, held),
            .. Difference(
                "item_restore + hash_insert - hash_remove",
                sums[(int)StorageMetric.ItemRestore] + sums[(int)StorageMetric.HashInsert] - sums[(int)StorageMetric.HashRemove],
                _tally.Items),
        ];
    }

    private static string[] Difference(string what, long counted, long found) =>
        counted == found ? [] : [$"{what} is counted as {counted} and found to be {found}"];
}
