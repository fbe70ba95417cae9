using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Pelikan.Node.Bench;
using Pelikan.Node.Replay;
using Pelikan.Node.Replay.Engines;
using Pelikan.Node.Replay.Report;
using Pelikan.Node.Replay.Sweep;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Replay;

public sealed class SweepTests
{
    private const long MiB = 1024 * 1024;

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(100.0 * MiB, 2, 128)]
    [InlineData(120.0 * MiB, 4, 256)]
    public void The_ladder_of_a_footprint_ends_where_everything_fits(double footprint, long first, long last)
    {
        IReadOnlyList<long> sizes = SizeLadder.UpTo(footprint);
        Assert.Equal((first * MiB, last * MiB), (sizes[0], sizes[^1]));
        Assert.All(sizes.Zip(sizes.Skip(1)), pair => Assert.Equal(2 * pair.First, pair.Second));
    }

    [Fact]
    public void The_ladder_between_two_sizes_has_equal_ratios()
    {
        Assert.Equal([64 * MiB, 128 * MiB, 256 * MiB], SizeLadder.Between(64 * MiB, 256 * MiB, 3));
        Assert.Equal([256 * MiB], SizeLadder.Between(64 * MiB, 256 * MiB, 1));
        Assert.Equal([64 * MiB], SizeLadder.Between(64 * MiB, 64 * MiB, 5));
        Assert.Equal([64 * MiB, 65 * MiB], SizeLadder.Between(64 * MiB, 65 * MiB, 2));
    }

    [Fact]
    public void Engines_share_a_reading_while_they_fit()
    {
        PlannedEngine[] engines = [.. new long[] { 10, 20, 30, 40, 70 }.Select(bytes => new PlannedEngine($"{bytes}", bytes, () => throw new InvalidOperationException()))];
        Assert.Equal(["10 20 30", "40", "70"], Names(PassPlan.Of(engines, parallel: 3, memoryBytes: 100, repeatable: true)));
        Assert.Equal(["10", "20", "30", "40", "70"], Names(PassPlan.Of(engines, parallel: 1, memoryBytes: 100, repeatable: true)));
        Assert.Single(PassPlan.Of(engines, parallel: 5, memoryBytes: 1000, repeatable: false));
        Assert.Contains("read once", Assert.Throws<InvalidOperationException>(() => PassPlan.Of(engines, 5, 100, repeatable: false)).Message, StringComparison.Ordinal);
        Assert.Contains("70 does not fit", Assert.Throws<InvalidOperationException>(() => PassPlan.Of(engines, 5, 80, repeatable: true)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_engine_that_fails_ends_the_pass_and_holds_nobody_up(bool atOnce)
    {
        using LimitedSource source = new(new CountingSource(), 40 * TraceBatch.Capacity);
        ReplayProgress progress = new(null, isTerminal: false, new ManualClock(), TimeSpan.FromSeconds(1));
        Func<IReplayEngine> failing = atOnce ? () => throw new InsufficientMemoryException("no room") : () => new FailingEngine();
        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => ReplayPass.Run(
            source, [("sound", () => new LruEngine(1000, default)), ("sick", failing)], Warmup.None, progress));
        Assert.Equal("sick: no room", failure.Message);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(300_000)]
    public void The_footprint_is_near_what_is_alive(int keys)
    {
        FootprintSketch sketch = new(new FillRule(true, 0));
        double bytes = 0;
        for (int key = 0; key < keys; key++)
        {
            int value = 20 + (int)(BenchRandom.Mix((ulong)key) % 200);
            TraceRequest request = new(key, (ulong)key * 3, 16, value, 0, TraceOperation.Get);
            sketch.Add(request);
            sketch.Add(request);
            bytes += 16 + value + FootprintSketch.ItemOverheadBytes;
        }

        Assert.InRange(sketch.PeakBytes / bytes, keys > 100_000 ? 0.97 : 1, keys > 100_000 ? 1.03 : 1);
    }

    [Fact]
    public void The_footprint_counts_what_is_alive_at_once()
    {
        FootprintSketch sketch = new(new FillRule(false, 0));
        const long ItemBytes = 16 + 76 + FootprintSketch.ItemOverheadBytes;

        // A hundred keys live for ten seconds each, one stored a second, and each stored again a moment later.
        for (int key = 0; key < 100; key++)
        {
            sketch.Add(new TraceRequest(key * 1000, (ulong)key, 16, 76, 10_000, TraceOperation.Set));
            sketch.Add(new TraceRequest(key * 1000, (ulong)key, 16, 76, 10_000, TraceOperation.Set));
            sketch.Add(new TraceRequest(key * 1000, (ulong)key + 1000, 16, 76, 10_000, TraceOperation.Get));
            sketch.Add(new TraceRequest(key * 1000, (ulong)key + 2000, 16, 76, 10_000, TraceOperation.Set));
            sketch.Add(new TraceRequest(key * 1000, (ulong)key + 2000, 16, 76, 0, TraceOperation.Delete));
        }

        Assert.Equal(11 * ItemBytes, sketch.PeakBytes);
    }

    [Fact]
    public void A_footprint_of_items_that_are_written_again_and_again_stays_what_it_is()
    {
        FootprintSketch sketch = new(new FillRule(false, 0));
        for (int i = 0; i < 100_000; i++)
        {
            sketch.Add(new TraceRequest(i, (ulong)(i % 10), 16, 60, 1_000_000, TraceOperation.Set));
        }

        Assert.Equal(10 * 100, sketch.PeakBytes);
    }

    [Fact]
    public void The_list_keeps_the_order_of_use_over_many_changes()
    {
        LruList list = new();
        LinkedList<ulong> model = new();
        Dictionary<ulong, int> places = [];
        BenchRandom random = new(3);
        for (int step = 0; step < 5_000; step++)
        {
            ulong key = random.Below(700);
            if (!places.TryGetValue(key, out int place))
            {
                places[key] = list.AddFirst(new LruItem(key, 8, 0, 0));
                model.AddFirst(key);
            }
            else if (random.Below(3) == 0)
            {
                list.Remove(place);
                places.Remove(key);
                model.Remove(key);
            }
            else
            {
                list.MoveToFront(place);
                model.Remove(key);
                model.AddFirst(key);
            }
        }

        List<ulong> left = [];
        for (; list.Last != 0; list.Remove(list.Last))
        {
            left.Add(list[list.Last].Key);
        }

        Assert.Equal(model.Reverse(), left);
    }

    [Fact]
    public void An_exact_list_evicts_what_was_used_least_recently()
    {
        // Room for two items of 8 + 36 + 56 bytes.
        using LruEngine engine = new(200, new FillRule(true, 0));
        engine.Run([Get(1), Get(2), Get(1), Get(3), Get(1), Get(2)]);
        ReplayResult result = engine.Finish(1);
        Assert.Equal((4, 2, 2), (result.Counts.Misses, result.Evicted, result.Items));
    }

    [Fact]
    public void Progress_says_how_much_is_done_and_left()
    {
        ManualClock clock = new();
        using StringWriter output = new();
        ReplayProgress progress = new(output, isTerminal: false, clock, TimeSpan.FromSeconds(1));
        progress.Begin("merge 1MB", 1, 4);
        progress.Show(0.2, 1_000_000);
        Assert.Equal("", output.ToString());
        clock.Advance(TimeSpan.FromSeconds(2));
        progress.Show(0.2, 4_000_000);
        Assert.Equal(" 30 %  merge 1MB  4,000,000 requests  2.00 M/s  00:00:05 left" + Environment.NewLine, output.ToString());
        clock.Advance(TimeSpan.FromSeconds(1));
        progress.Show(-1, 5_000_000);
        Assert.EndsWith("merge 1MB  5,000,000 requests  1.00 M/s" + Environment.NewLine, output.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Every request for a key of its own.</summary>
    private sealed class CountingSource : ITraceSource
    {
        private ulong _next;

        public double Progress => -1;

        public bool TryNext(out TraceRequest request)
        {
            request = Get(_next++);
            return true;
        }

        public void Dispose()
        {
        }
    }

    private sealed class FailingEngine : IReplayEngine
    {
        public string Policy => "failing";

        public long HeapBytes => 1;

        public void Run(ReadOnlySpan<TraceRequest> requests)
        {
            if (requests[0].Key >= 3 * TraceBatch.Capacity)
            {
                throw new InsufficientMemoryException("no room");
            }
        }

        public void BeginMeasure() => throw new NotSupportedException();

        public ReplayResult Finish(double seconds) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    private static TraceRequest Get(ulong key) => new(0, key, 8, 36, 0, TraceOperation.Get);

    private static IEnumerable<string> Names(IReadOnlyList<IReadOnlyList<PlannedEngine>> passes) =>
        passes.Select(pass => string.Join(' ', pass.Select(engine => engine.Name)));
}
