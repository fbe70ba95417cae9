using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Pelikan.Actors.Admin;
using Pelikan.Actors.Guardian;
using Pelikan.Node.Admin;
using Pelikan.Node.Logging;
using Pelikan.Storage;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Metrics;
using Xunit;

namespace Pelikan.Node.Tests.Admin;

public sealed class ServerControlTests
{
    private readonly MetricRegistry _registry = new(TimeProvider.System, TimeSpan.FromMinutes(1));
    private readonly TestMetrics _metrics = new();
    private readonly NodeReadiness _readiness = new();
    private readonly LogVerbosity _verbosity = new(LogLevel.Information);
    private readonly ServerControl _control;
    private readonly ImmutableArray<ShardCheck> _checks = [new(0, new StoreCheckResult(1, 2, 3, 3, 0, 0, []), TimeSpan.Zero)];
    private readonly AdminActions _actions;
    private int _flushes;
    private int _shutdowns;

    public ServerControlTests()
    {
        _metrics.With("get", 1).With("gets", 2).With("get_key", 3).With("get_key_hit", 3).With("get_key_miss", 0)
            .With("item_current", 4, MetricKind.Gauge).With("hash_lookup", 5).With("tcp_conn_curr", 1, MetricKind.Gauge);
        _registry.Add(_metrics);
        LatencyHistogram latency = new("request_latency", "time to serve");
        latency.Record(1000, 10);
        _registry.Add(latency);
        _control = new ServerControl(
            new ServerSettings { Version = "0.1.0", HeapBytes = 1 << 20, SegmentBytes = 1 << 16 },
            _registry,
            new FixedTime(),
            () => new Instant(1500),
            _readiness,
            _verbosity,
            () => [new ConnectionStats(9, "tcp:127.0.0.1:1", "conn_read", 0)]);
        _actions = new AdminActions(_control, _registry, CountFlush, _ => Task.FromResult(_checks), () => _shutdowns++);
    }

    [Theory]
    [InlineData("", "cmd_get")]
    [InlineData("settings", "maxbytes")]
    [InlineData("items", "items:1:number")]
    [InlineData("slabs", "active_slabs")]
    [InlineData("sizes", "sizes_status")]
    [InlineData("conns", "9:addr")]
    public void Group_IsVisited(string group, string name)
    {
        List<string> names = [];
        Assert.True(_control.VisitStats(Encoding.ASCII.GetBytes(group), (visited, _) => names.Add(visited)));
        Assert.Contains(name, names);
    }

    [Fact]
    public void UnknownGroup_IsRefused_AndNothingVisited() =>
        Assert.False(_control.VisitStats("nothing"u8, (_, _) => Assert.Fail("visited")));

    [Fact]
    public void Reset_IsTheNewZeroOfCounters_AndLeavesGauges()
    {
        _control.ResetStats();
        Assert.Equal("0", Stats()["cmd_get"]);
        Assert.Equal("4", Stats()["curr_items"]);
        _metrics["get_key"] = 10;
        Assert.Equal("7", Stats()["cmd_get"]);
        Assert.Equal(10, _registry.Read()["get_key"]);
    }

    [Fact]
    public void AcceptingConns_FollowsReadiness()
    {
        Assert.Equal("0", Stats()["accepting_conns"]);
        _readiness.Reach(NodeState.Serving);
        Assert.Equal("1", Stats()["accepting_conns"]);
        _readiness.Reach(NodeState.Draining);
        Assert.Equal("0", Stats()["accepting_conns"]);
    }

    [Fact]
    public void InstantZero_IsTheWallClockLessTheWorkersClock() =>
        Assert.Equal(FixedTime.UnixMilliseconds - 1500, _control.UnixMillisecondsAtInstantZero);

    [Fact]
    public void Verbosity_ReachesTheLog()
    {
        _actions.SetVerbosity(2);
        Assert.Equal(LogLevel.Trace, _verbosity.Level);
    }

    [Fact]
    public void AdminStats_AreEveryMetric_Sorted_WithPercentiles()
    {
        List<string> names = Names("");
        Assert.Equal(names.OrderBy(name => name, StringComparer.Ordinal), names);
        Assert.Contains("request_latency_p999", names);
        Assert.Contains("get_key_miss", names);
    }

    [Theory]
    [InlineData("get", "get get_key get_key_hit get_key_miss")]
    [InlineData("gets", "gets")]
    [InlineData("seg", "hash_lookup item_current")]
    [InlineData("tcp", "tcp_conn_curr")]
    [InlineData("request_latency_p50", "request_latency_p50")]
    public void AdminGroup_IsWhateverBeginsSo(string group, string expected) => Assert.Equal(expected, string.Join(' ', Names(group)));

    [Fact]
    public async Task AdminActions_ReachTheNode()
    {
        Assert.False(_actions.VisitStats("nothing", (_, _) => Assert.Fail("visited")));
        await _actions.FlushAllAsync(CancellationToken.None);
        Assert.Equal(_checks, await _actions.CheckAsync(CancellationToken.None));
        _actions.Shutdown();
        Assert.Equal((1, 1), (_flushes, _shutdowns));
        Assert.Equal("0.1.0", _actions.Version);
    }

    private List<string> Names(string group)
    {
        List<string> names = [];
        Assert.True(_actions.VisitStats(group, (name, _) => names.Add(name)));
        return names;
    }

    private Dictionary<string, string> Stats()
    {
        Dictionary<string, string> stats = [];
        Assert.True(_control.VisitStats(""u8, stats.Add));
        return stats;
    }

    private Task CountFlush(CancellationToken cancellation)
    {
        _flushes++;
        return Task.CompletedTask;
    }

    private sealed class FixedTime : TimeProvider
    {
        internal const long UnixMilliseconds = 1_800_000_000_000;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(UnixMilliseconds);
    }
}
