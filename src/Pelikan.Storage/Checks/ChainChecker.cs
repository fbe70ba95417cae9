using System;
using System.Collections;
using System.Collections.Generic;
using System.Threading;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Checks;

/// <summary>
/// Checks one chain of the hash table after the other. What it reads of a chain counts only if the chain's version is the same
/// behind it as before: then all of it was true at one moment, whoever else was at work.
/// </summary>
internal sealed class ChainChecker
{
    /// <summary>How often a chain that others keep changing is looked at.</summary>
    private const int AttemptsMax = 256;

    /// <summary>A chain longer than this leads in a circle.</summary>
    private const int ChainSlotsMax = 1 << 20;

    private readonly PartitionSegments _segments;
    private readonly HashTable.HashTable _table;
    private readonly ulong _seed;
    private readonly CheckTally _tally;
    private readonly long _headsAtStart;
    private readonly BitArray _overflowSeen;
    private readonly List<ItemInfo> _items = [];
    private readonly List<ulong> _hashes = [];
    private readonly List<long> _links = [];
    private readonly List<string> _found = [];

    public ChainChecker(PartitionSegments segments, HashTable.HashTable table, ulong seed, CheckTally tally)
    {
        _segments = segments;
        _table = table;
        _seed = seed;
        _tally = tally;
        _headsAtStart = table.Buckets.Heads;
        _overflowSeen = new BitArray((int)Math.Min(int.MaxValue, table.Buckets.Overflow.Touched + 1));
    }

    /// <summary>Check the chain of a head. The caller is inside an epoch, or nobody else is at work.</summary>
    public void Check(long head)
    {
        BucketRef bucket = _table.Buckets.HeadAt((ulong)head);
        SpinWait spin = default;
        for (int attempt = 0; attempt < AttemptsMax; attempt++)
        {
            uint version = bucket.ReadVersion(out int depth);
            if ((version & BucketRef.LockBit) == 0)
            {
                _found.Clear();
                Collect(head, bucket);
                CheckItems(head, depth);
                if (bucket.ReadVersion() == version)
                {
                    Keep(head);
                    return;
                }
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }

        _tally.Skipped++;
    }

    private void Collect(long head, BucketRef bucket)
    {
        _items.Clear();
        _hashes.Clear();
        _links.Clear();
        ChainCursor chain = new(_table.Buckets, bucket);
        for (int passed = 0; chain.MoveNext(); passed++)
        {
            if (chain.Link > _table.Buckets.Overflow.Touched)
            {
                _found.Add($"bucket {head} links to overflow bucket {chain.Link}, which was never given out");
                return;
            }

            if (chain.Link != 0)
            {
                _links.Add(chain.Link);
            }

            if (chain.Info.IsItem)
            {
                _items.Add(chain.Info);
            }
            else if (chain.Info.IsLink)
            {
                _found.Add($"bucket {head} has a link in slot {chain.Slot}; links belong in the last slot");
            }

            if (passed == ChainSlotsMax)
            {
                _found.Add($"the chain of bucket {head} has no end");
                return;
            }
        }
    }

    private void CheckItems(long head, int depth)
    {
        for (int i = 0; i < _items.Count; i++)
        {
            _hashes.Add(0);
            ItemInfo info = _items[i];
            if (info.Segment > _segments.PoolCount)
            {
                _found.Add($"bucket {head} links to segment {info.Segment}, which does not exist");
                _items[i] = default;
                continue;
            }

            ref SegmentHeader header = ref _segments.Headers[info.Segment];
            if (header.Owner != _segments.Owner || header.State is SegmentState.Free or SegmentState.Retired || !EndsInside(info, header.Position))
            {
                _found.Add($"bucket {head} links to segment {info.Segment} offset {info.Offset}, which holds no item (state {header.State})");
                _items[i] = default;
                continue;
            }

            ulong hash = KeyHash.Of(_segments.Item(info).Key, _seed);
            _hashes[i] = hash;
            if (_table.Buckets.IndexAt(hash, depth) != (ulong)head || ItemInfo.TagOf(hash) != info.Tag)
            {
                _found.Add($"the item at segment {info.Segment} offset {info.Offset} is in bucket {head} and belongs in another, or has another tag");
            }

            if (_segments.Item(info).Traits.Kind > ItemKind.Hash)
            {
                _found.Add($"the item at segment {info.Segment} offset {info.Offset} is of kind {(int)_segments.Item(info).Traits.Kind}, which there is not");
            }

            CheckUnique(head, i);
        }
    }

    /// <summary>No key twice. So no location twice either: whatever links to one copy has one key, and one chain.</summary>
    private void CheckUnique(long head, int last)
    {
        ReadOnlySpan<byte> key = _segments.Item(_items[last]).Key;
        for (int i = 0; i < last; i++)
        {
            if (_hashes[i] == _hashes[last] && _items[i].IsItem && key.SequenceEqual(_segments.Item(_items[i]).Key))
            {
                _found.Add($"bucket {head} has the key {Convert.ToHexString(key)} twice");
            }
        }
    }

    /// <summary>Whether an item's bytes are there, so that it may be decoded.</summary>
    private bool EndsInside(ItemInfo info, int position) =>
        info.Offset <= position - ItemHeader.FixedBytes && _segments.Item(info).Size <= position - info.Offset;

    /// <summary>What was found is true: the chain did not change meanwhile.</summary>
    private void Keep(long head)
    {
        foreach (string problem in _found)
        {
            _tally.Problem(problem);
        }

        foreach (ItemInfo info in _items)
        {
            if (info.IsItem)
            {
                _tally.Link(info.Segment, _segments.Item(info).Size);
            }
        }

        foreach (long link in _links)
        {
            // While the row grows, a bucket may leave one chain and be given to another.
            if (link < _overflowSeen.Length && _overflowSeen[(int)link] && _table.Buckets.Heads == _headsAtStart)
            {
                _tally.Problem($"bucket {head} links to overflow bucket {link}, which is in another chain too");
            }

            if (link < _overflowSeen.Length)
            {
                _overflowSeen[(int)link] = true;
            }
        }
    }
}
