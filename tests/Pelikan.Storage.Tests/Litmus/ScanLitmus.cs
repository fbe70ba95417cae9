using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Storage.Tests.Litmus;

/// <summary>
/// Heads are split while a scan goes over them. First every way in which the steps of one split fall between the steps of one scan, then
/// both for real. A scan sees every item.
/// </summary>
[Collection(nameof(Alone))]
public sealed class ScanLitmus
{
    private const int Tables = 8;
    private const int HeadPower = 6;
    private const int KeysEach = 10;

    [Fact]
    public void WhereverTheStepsOfASplitFall_NothingIsMissed()
    {
        const int Keys = 12;
        const int Steps = SplitSteps.Count;
        int split = 0;
        for (int before = 0; before <= Steps; before++)
        {
            for (int visit = 0; visit <= Keys; visit++)
            {
                for (int then = before; then <= Steps; then++)
                {
                    using LitmusTable table = New(headPower: 0, headsMax: 2);
                    Fill(table, Enumerable.Range(1, Keys).Select(key => (long)key));
                    SplitSteps steps = new(table);
                    steps.RunTo(before);
                    HashSet<long> seen = [];
                    int visits = 0;
                    Scan(table, seen, () =>
                    {
                        if (visits++ == visit)
                        {
                            steps.RunTo(then);
                        }
                    });
                    Assert.True(seen.Count == Keys, $"{seen.Count} of {Keys} seen; {before} steps before, {then} at visit {visit}");
                    steps.RunTo(Steps);
                    split += table.Table.Buckets.Heads == 2 && steps.Moved is > 2 and < Keys - 2 ? 1 : 0;
                }
            }
        }

        Assert.NotEqual(0, split);
    }

    [Fact]
    public void AScanOfManyHeads_MissesNothing() => Race.Check(broken => Run(broken, Tables, HeadPower));

    /// <summary>The head that is split is the last one, so that the scan ends behind it.</summary>
    [Fact]
    public void AScanOfTheLastHead_DoesNotEndBeforeTheNewOne() => Race.Check(broken => Run(broken, Tables * 50, headPower: 0));

    private static int Run(bool broken, int tables, int headPower)
    {
        LitmusTable? table = null;
        int heads = 1 << headPower;
        bool missed = false;
        int done = 0;
        int looking = 0;
        try
        {
            return new Race().Run(
                tables,
                _ =>
                {
                    table?.Dispose();
                    table = New(headPower, 2 * heads);
                    Fill(table, KeysOfHeads.Choose(table.Table.Buckets, heads, KeysEach).SelectMany(key => key));
                    done = 0;
                    looking = 0;
                },
                round =>
                {
                    while (Volatile.Read(ref looking) == 0)
                    {
                        Thread.Yield();
                    }

                    Race.Gap(round);
                    new TableGrowth(table!.Table.Buckets, table.Segments, LitmusTable.Seed).Run(2L * heads * TableGrowth.ItemsPerHead);
                    Volatile.Write(ref done, 1);
                },
                round =>
                {
                    HashSet<long> seen = [];
                    while (Volatile.Read(ref done) == 0)
                    {
                        seen.Clear();
                        int visits = 0;
                        using EpochGuard guard = table!.Right.Enter(LitmusTable.Now);
                        Action between = () => Race.Gap(heads == 1 ? 1 : round + ++visits);
                        if (broken)
                        {
                            ScanOnce(table, seen, between);
                        }
                        else
                        {
                            Scan(table, seen, between);
                        }

                        missed |= seen.Count != heads * KeysEach;
                        Volatile.Write(ref looking, 1);
                    }
                },
                _ => missed);
        }
        finally
        {
            table?.Dispose();
        }
    }

    private static LitmusTable New(int headPower, long headsMax) => new(segments: 2, segmentBytes: 64 * 1024, headPower, headsMax);

    private static void Fill(LitmusTable table, IEnumerable<long> keys)
    {
        int segment = table.Open();
        foreach (long key in keys)
        {
            Assert.Equal(StoreStatus.Ok, table.Publish(key, table.Make(segment, key), table.Left));
        }
    }

    private static void Scan(LitmusTable table, HashSet<long> seen, Action between)
    {
        TableScan scan = new(table.Table.Buckets, table.Segments);
        Visitor visitor = new(seen, between);
        long cursor = 0;
        do
        {
            cursor = scan.Run(cursor, 1, LitmusTable.Now, ref visitor);
        }
        while (cursor != 0);
    }

    /// <summary>What is wrong: each head as it is met, and the row as long as it says.</summary>
    private static void ScanOnce(LitmusTable table, HashSet<long> seen, Action between)
    {
        Visitor visitor = new(seen, between);
        for (long head = 0; head < table.Table.Buckets.Heads; head++)
        {
            ChainCursor chain = new(table.Table.Buckets, table.Table.Buckets.HeadAt((ulong)head));
            while (chain.MoveNext())
            {
                if (chain.Info.IsItem)
                {
                    visitor.Visit(new ItemView(table.Segments.Item(chain.Info), cas: 0));
                }
            }
        }
    }

    private readonly struct Visitor(HashSet<long> seen, Action between) : IItemVisitor
    {
        public void Visit(scoped in ItemView item)
        {
            seen.Add(BitConverter.ToInt64(item.Key));
            between();
        }
    }

    /// <summary>The split of a single head, word by word in the order of <see cref="TableGrowth"/>.</summary>
    private sealed class SplitSteps
    {
        /// <summary>The lock, the depth, the words, the lock again, and the length of the row.</summary>
        public const int Count = 3 + BucketRef.HeadLast + 1;

        private readonly BucketArray _buckets;
        private readonly List<ItemInfo> _staying = [];
        private uint _version;
        private int _done;

        public SplitSteps(LitmusTable table)
        {
            _buckets = table.Table.Buckets;
            BucketRef head = _buckets.HeadAt(0);
            BucketRef added = _buckets.HeadAt(1);
            ChainCursor chain = new(_buckets, head);
            while (chain.MoveNext())
            {
                ItemRef item = chain.Info.IsItem ? table.Segments.Item(chain.Info) : default;
                if (chain.Info.IsItem && _buckets.IndexAt(KeyHash.Of(item.Key, LitmusTable.Seed), 1) == 0)
                {
                    _staying.Add(chain.Info);
                }
                else if (chain.Info.IsItem)
                {
                    added.Write(++Moved, chain.Info);
                }
            }

            added.WriteDepth(1);
        }

        public int Moved { get; private set; }

        public void RunTo(int step)
        {
            for (; _done < step; _done++)
            {
                Step(_done);
            }
        }

        private void Step(int step)
        {
            BucketRef head = _buckets.HeadAt(0);
            switch (step)
            {
                case 0:
                    _version = head.ReadVersion();
                    Assert.True(head.TryLock(_version));
                    break;
                case 1:
                    head.WriteDepth(1);
                    break;
                case Count - 2:
                    head.Unlock(_version);
                    break;
                case Count - 1:
                    _buckets.PublishHeads(2);
                    break;
                default:
                    head.Write(step - 1, step - 2 < _staying.Count ? _staying[step - 2] : default);
                    break;
            }
        }
    }
}
