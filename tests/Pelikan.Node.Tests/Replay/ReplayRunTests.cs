using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Pelikan.Node.Bench;
using Pelikan.Node.Replay;
using Pelikan.Node.Replay.Engines;
using Pelikan.Node.Replay.Report;
using Pelikan.Node.Replay.Sweep;
using Pelikan.Node.Replay.Traces;
using Pelikan.Storage.Eviction;
using Xunit;

namespace Pelikan.Node.Tests.Replay;

/// <summary>Whole sweeps over small traces whose result is known beforehand.</summary>
public sealed class ReplayRunTests : IDisposable
{
    private const long MiB = 1024 * 1024;

    private readonly TraceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Where_everything_fits_only_the_first_read_of_a_key_misses()
    {
        const int Keys = 1000;
        string path = _folder.Write("t.csv", Enumerable.Range(0, 10 * Keys).Select(i => $"{i / 100},key{i % Keys},20,100,0,get,0"));
        ReplayReport report = Run(Options(path) with { FillsOnMiss = true, ComparesLru = true, Sizes = [4 * MiB] });
        Assert.Equal(["merge", "lru"], report.Results.Select(result => result.Policy));
        Assert.All(report.Results, result =>
        {
            Assert.Equal(10 * Keys, result.Counts.Requests);
            Assert.Equal(10 * Keys, result.Counts.Reads);
            Assert.Equal(Keys, result.Counts.Misses);
            Assert.Equal(Keys, result.Counts.Stored);
            Assert.Equal(10 * Keys * 100, result.Counts.ReadBytes);
            Assert.Equal(Keys * 100, result.Counts.MissBytes);
            Assert.Equal(Keys, result.Items);
            Assert.Equal((0, 0, 0), (result.Expired, result.Evicted, result.Counts.Refused));
        });
    }

    [Fact]
    public void A_loop_over_more_than_fits_always_misses_what_went_first_in_first_out()
    {
        const int Keys = 20_000;
        string path = _folder.Write("t.csv", Enumerable.Range(0, 3 * Keys).Select(i => $"{i / 100},key{i % Keys},20,200,0,get,0"));
        ReplayReport report = Run(Options(path) with { FillsOnMiss = true, ComparesLru = true, Evictions = [EvictionKind.Fifo], Sizes = [MiB] });
        Assert.All(report.Results, result => Assert.Equal(3 * Keys, result.Counts.Misses));
        Assert.All(report.Results, result => Assert.Equal(3 * Keys, result.Items + result.Evicted));
    }

    [Fact]
    public void Without_filling_only_the_trace_writes()
    {
        string path = _folder.Write("t.csv", ["0,a,8,5,0,get,0", "0,a,8,5,0,set,0", "1,a,8,5,0,get,0", "1,b,8,5,0,get,0"]);
        ReplayResult result = Run(Options(path)).Results[0];
        Assert.Equal((3, 2, 1), (result.Counts.Reads, result.Counts.Misses, result.Counts.Stored));
    }

    [Fact]
    public void Items_expire_to_the_millisecond_on_the_clock_of_the_trace()
    {
        string path = _folder.Write("t.csv",
        [
            "1000,a,8,5,0,set,10", "1000,b,8,5,0,set,0.5", "1000,c,8,5,0,set,0",
            "1000.499,b,8,5,0,get,0", "1000.5,b,8,5,0,get,0",
            "1009.999,a,8,5,0,get,0", "1010,a,8,5,0,get,0",
            "9999999,c,8,5,0,get,0",
        ]);
        foreach (ReplayResult result in Run(Options(path) with { ComparesLru = true }).Results)
        {
            Assert.Equal((5, 2), (result.Counts.Reads, result.Counts.Misses));
            Assert.Equal((2, 1), (result.Expired, result.Items));
        }
    }

    [Fact]
    public void What_a_miss_writes_lives_as_long_as_is_said()
    {
        string path = _folder.Write("t.csv", ["0,a,8,5,0,get,0", "9,a,8,5,0,get,0", "10,a,8,5,0,get,0"]);
        ReplayResult result = Run(Options(path) with { FillsOnMiss = true, FillTtl = TimeSpan.FromSeconds(10) }).Results[0];
        Assert.Equal(2, result.Counts.Misses);
    }

    [Fact]
    public void Every_operation_does_what_it_does_in_a_server()
    {
        string path = _folder.Write("t.csv",
        [
            "0,a,8,3,0,replace,0", "0,a,8,3,0,add,0", "0,a,8,3,0,add,0", "0,a,8,3,0,incr,0", "0,a,8,3,0,decr,0",
            "0,a,8,3,0,append,0", "0,a,8,3,0,prepend,0", "0,a,8,9,0,gets,0", "0,a,8,9,0,cas,0", "0,b,8,9,0,cas,0", "0,b,8,1,0,incr,0",
            "0,a,8,0,0,get,0", "0,a,8,0,0,delete,0", "0,a,8,0,0,delete,0", "0,a,8,0,0,get,0",
        ]);
        foreach (ReplayResult result in Run(Options(path) with { ComparesLru = true }).Results)
        {
            Assert.Equal((3, 1), (result.Counts.Reads, result.Counts.Misses));
            Assert.Equal(9 + 9, result.Counts.ReadBytes);
            Assert.Equal((5, 0), (result.Counts.NotApplied, result.Counts.Refused));
            Assert.Equal(0, result.Items);
        }
    }

    [Fact]
    public void Overhead_is_all_that_is_neither_key_nor_value()
    {
        const int Items = 3000;
        string path = _folder.Write("t.csv", Enumerable.Range(0, Items).Select(i => $"0,key{i},20,77,0,set,0"));
        ReplayResult result = Run(Options(path) with { Sizes = [8 * MiB] }).Results[0];

        // 3000 items of 5 + 20 + 77 bytes take five segments of 64 KiB.
        long used = (5 * result.SegmentBytes) + result.TableBytes + result.HeaderBytes;
        Assert.Equal(((double)used / Items) - (20 + 77), result.OverheadBytes!.Value, 6);
        Assert.Equal(8 * MiB + result.TableBytes + (128 * 64), result.MemoryBytes);
    }

    [Fact]
    public void What_is_larger_than_a_segment_is_refused()
    {
        string path = _folder.Write("t.csv", ["0,a,8,100000,0,set,0", "0,b,8,65536,0,set,0", "0,c,8,60000,0,set,0", "0,d,8,2000000000,0,set,0"]);
        ReplayResult result = Run(Options(path) with { Engine = new SegEngineOptions { SegmentBytes = 65_536 } }).Results[0];
        Assert.Equal((1, 3, 1), (result.Counts.Stored, result.Counts.Refused, result.Items));
    }

    [Fact]
    public void What_warms_up_is_run_and_not_counted()
    {
        const int Keys = 5000;
        string path = _folder.Write("t.csv", Enumerable.Range(0, 2 * Keys).Select(i => $"{i / 100},key{i % Keys},20,100,0,get,0"));
        ReplayOptions options = Options(path) with { FillsOnMiss = true, ComparesLru = true, Sizes = [16 * MiB] };
        foreach (ReplayResult result in Run(options with { Warmup = new Warmup(0, Keys - 7) }).Results)
        {
            Assert.Equal((Keys + 7, 7), (result.Counts.Requests, result.Counts.Misses));
        }

        ReplayReport half = Run(options with { Limit = 2 * Keys, Warmup = new Warmup(0.5, 0) });
        Assert.All(half.Results, result => Assert.InRange(result.Counts.Requests, Keys - TraceBatch.Capacity, Keys));
        Assert.All(half.Results, result => Assert.Equal(0, result.Counts.Misses));
        Assert.Equal(2 * Keys, half.Requests);
        TraceException failure = Assert.Throws<TraceException>(() => Run(options with { Warmup = new Warmup(0, 2 * Keys) }));
        Assert.Contains("10000 requests, before the warm-up does", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_is_read_than_asked_for()
    {
        string path = _folder.Write("t.csv", Enumerable.Range(0, 10_000).Select(i => $"0,key{i},20,100,0,get,0"));
        ReplayReport report = Run(Options(path) with { Limit = 4097 });
        Assert.Equal((4097, 4097), (report.Requests, report.Results[0].Counts.Requests));
    }

    [Fact]
    public void More_memory_never_misses_more_and_a_second_sweep_says_the_same()
    {
        string path = _folder.Write("zipf.oracleGeneral", Zipf(keys: 15_000, requests: 60_000));
        ReplayOptions options = Options(path) with { Sizes = [], ComparesLru = true, Evictions = [EvictionKind.Merge, EvictionKind.Fifo, EvictionKind.Random] };
        ReplayReport report = Run(options with { Parallel = 4 });
        Assert.NotNull(report.FootprintBytes);
        Assert.Equal(4, report.Curves.Count());
        foreach ((string policy, IReadOnlyList<ReplayResult> points) in report.Curves)
        {
            Assert.True(points.Count >= 3, policy);
            foreach ((ReplayResult small, ReplayResult large) in points.Zip(points.Skip(1)))
            {
                Assert.True(large.MissRatio <= small.MissRatio + 0.005, $"{policy}: {small.MissRatio} at {small.HeapBytes}, {large.MissRatio} at {large.HeapBytes}");
            }

            Assert.True(points[^1].MissRatio < points[0].MissRatio, policy);
        }

        ReplayReport again = Run(options with { Parallel = 1 });
        Assert.Equal(report.Results.Select(WithoutTime), again.Results.Select(WithoutTime));
    }

    private static ReplayResult WithoutTime(ReplayResult result) => result with { Seconds = 0 };

    private static byte[] Zipf(int keys, int requests)
    {
        ZipfSampler ranks = new(keys, 0.9);
        BenchRandom random = new(7);
        (uint, ulong, uint)[] records = new (uint, ulong, uint)[requests];
        for (int i = 0; i < requests; i++)
        {
            ulong rank = (ulong)ranks.Next(ref random);
            records[i] = ((uint)(i / 1000), rank, 150 + (uint)(BenchRandom.Mix(rank) % 100));
        }

        return TraceFolder.Oracle(records);
    }

    private static ReplayOptions Options(string path) => new() { Trace = path, Sizes = [4 * MiB], Parallel = 2 };

    private static ReplayReport Run(ReplayOptions options)
    {
        Assert.Empty(ReplayOptionsCheck.Problems(options));
        FileTraceInput input = new FileTraceInput(options.Trace!, options.Format, options.KeyBytes, options.SkipsBad).Detect();
        return new ReplayRun(options, input, new ReplayProgress(TextWriter.Null, false, TimeProvider.System, options.Interval)).Execute();
    }
}
