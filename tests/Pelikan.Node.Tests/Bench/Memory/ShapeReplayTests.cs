using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using Pelikan.Node.Bench;
using Pelikan.Node.Bench.Memory;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Bench.Memory;

/// <summary>Against the memcached of the machine, with more memory than the streams need: it is an endless cache then.</summary>
public sealed class ShapeReplayTests : IDisposable
{
    private readonly CacheProcess _server;

    public ShapeReplayTests()
    {
        int port = LoopbackProcess.FreePort();
        string text = port.ToString(CultureInfo.InvariantCulture);
        _server = CacheProcess.Start(0, port, "memcached", "-u", Environment.UserName, "-l", "127.0.0.1", "-p", text, "-t", "1", "-m", "512");
    }

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("52")]
    [InlineData("12")]
    [InlineData("22")]
    [InlineData("53")]
    [InlineData("14")]
    [InlineData("31")]
    public void Replay_AgainstARealServer_FindsWhatAnEndlessCacheFinds(string shape)
    {
        // TTLs are much longer than the run, so that how fast the machine is does not matter.
        ReplayPlan plan = ReplayPlanner.For(shape, seconds: 0.001, requestsPerSecondMax: 20_000_000, seed: 7, scale: 1, ttls: 2) with
        {
            Requests = 20_000,
            Population = 2000,
            DurationMilliseconds = 10,
            WarmUp = 0.2,
        };
        plan = EndlessCache.Measure(plan);
        using ShapeReplay replay = new(plan, _server.EndPoint, () => { }, CancellationToken.None);
        replay.StorePopulation();
        replay.Run();

        Assert.Equal("", replay.Counted.FirstFault);
        Assert.Equal(20_000, replay.Counted.Requests + replay.WarmUp.Requests);
        Assert.InRange(replay.Counted.Requests, 15_000, 16_500);
        Assert.True(replay.Counted.Reads > 100);
        double missed = replay.Counted.Misses / (replay.Counted.Reads + (replay.Skipped * (replay.Counted.Reads / (double)replay.Counted.Requests)));
        Assert.InRange(missed, plan.MissRatioMin - 0.001, plan.MissRatioMin + 0.001);
        Dictionary<string, string> stats = replay.Stats();
        Assert.Equal("0", stats["evictions"]);
    }

    [Fact]
    public void Server_TellsItsMemory_AndIsAskedToCrawl()
    {
        using LruCrawler crawler = new(_server.EndPoint);
        crawler.Crawl();
        Assert.InRange(_server.Usage().ResidentBytes, 1, _server.ResidentBytesMax() + (1024 * 1024));
        Assert.InRange(_server.ProportionalBytes(), 1, _server.ResidentBytesMax());
    }

    [Fact]
    public void Server_ThatDoesNotStart_IsAMessage()
    {
        BenchUnreachableException failure = Assert.Throws<BenchUnreachableException>(() => CacheProcess.Start(0, LoopbackProcess.FreePort(), "memcached", "--no-such-option"));
        Assert.Contains("--no-such-option", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_OfAWrongValue_CountsIt()
    {
        ReplayPlan plan = ReplayPlanner.For("52", 0.001, 20_000_000, 1, scale: 1, ttls: 2) with { Requests = 200, Population = 1, SkipHottest = 0, DurationMilliseconds = 10, WarmUp = 0 };
        using ReplayConnection meddler = new(_server.EndPoint, new ReplayValues(hasCounters: false));
        using ShapeReplay replay = new(plan, _server.EndPoint, () => { }, CancellationToken.None);
        replay.StorePopulation();
        meddler.Ask("set k0000000000000000000 0 0 3\r\nbad\r\n"u8);
        replay.Run();
        Assert.True(replay.Counted.WrongValues > 0);
        Assert.Contains("k0000000000000000000, 3 bytes", replay.Counted.FirstFault, StringComparison.Ordinal);
    }
}
