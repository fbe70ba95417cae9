using System;
using System.Linq;
using System.Threading.Tasks;
using Pelikan.Actors.Admin;
using Pelikan.Actors.Messages;
using Pelikan.Storage.Metrics;
using Xunit;

namespace Pelikan.Actors.Tests.Admin;

public sealed class AdminActorTests : Pelikan.TestKit.TestKit, INodeRequests
{
    private readonly LatencyHistogram _latency = new("request_latency", "test");
    private readonly TaskCompletionSource<Done> _flush = new();
    private readonly MetricRegistry _registry;
    private readonly IActorRef _admin;
    private int _shutdowns;

    public AdminActorTests()
    {
        _registry = new MetricRegistry(Clock, Settings.PercentileWindow);
        _registry.Add(Sys.Metrics);
        _registry.Add(_latency);
        _admin = Sys.ActorOf(AdminActor.Props(_registry, this, Settings.SnapshotInterval));
        AwaitAssert(() => Assert.Equal(1, Clock.ArmedTimers));
    }

    Task<Done> INodeRequests.FlushAll() => _flush.Task;

    void INodeRequests.BeginShutdown() => _shutdowns++;

    [Fact]
    public void Metrics_are_answered_absolute_and_since_the_reset()
    {
        Sys.DeadLetters.Tell("lost");
        _admin.Tell(new ResetStats(), TestActor);
        ExpectMsg<StatsWereReset>();
        Sys.DeadLetters.Tell("lost too");
        _admin.Tell(new GetMetrics(SinceReset: true), TestActor);
        Assert.Equal(1, ExpectMsg<MetricsReading>()["actor_dead_letter"]);
        _admin.Tell(new GetMetrics(SinceReset: false), TestActor);
        Assert.Equal(2, ExpectMsg<MetricsReading>()["actor_dead_letter"]);
    }

    [Fact]
    public void The_window_moves_on_by_itself()
    {
        _latency.Record(1000, 1);
        for (int i = 0; i < 13; i++)
        {
            Clock.Advance(Settings.SnapshotInterval);
            _admin.Tell(new GetMetrics(SinceReset: false), TestActor);
            ExpectMsg<MetricsReading>();
        }

        _latency.Record(10, 1);
        HistogramSample sample = _registry.Read().Histograms.Single();
        Assert.Equal((1, 10), (sample.Count, sample.Percentiles[^1].Value));
    }

    [Fact]
    public void Flush_is_acknowledged_when_it_is_done_and_not_before()
    {
        _admin.Tell(new FlushAll(), TestActor);
        _admin.Tell(new GetMetrics(SinceReset: false), TestActor);
        ExpectMsg<MetricsReading>();
        _flush.SetResult(Done.Instance);
        ExpectMsg<FlushedAll>();
    }

    [Fact]
    public void A_flush_that_fails_is_said_to_have_failed()
    {
        _flush.SetException(new FormatException());
        _admin.Tell(new FlushAll(), TestActor);
        Assert.IsType<FormatException>(ExpectMsg<Status.Failure>().Cause);
    }

    [Fact]
    public void Shutdown_is_acknowledged_and_begun()
    {
        _admin.Tell(new RequestShutdown(), TestActor);
        ExpectMsg<ShutdownBegun>();
        AwaitAssert(() => Assert.Equal(1, _shutdowns));
    }
}
