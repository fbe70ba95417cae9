using System;
using System.Collections.Generic;
using Pelikan.Node.Admin;
using Pelikan.Node.Net;
using Pelikan.Storage.Metrics;
using Xunit;

namespace Pelikan.Node.Tests.Admin;

public sealed class ConnectionStatsTests
{
    [Fact]
    public void Of_ListsTheSessionsOfEveryWorker()
    {
        using FakeWorker first = new(new SessionSnapshot(1, 7, "tcp:127.0.0.1:1", SessionPhase.Open, 3));
        using FakeWorker second = new(new SessionSnapshot(1, 8, "unix", SessionPhase.HangingUp, 0));
        Assert.Equal(
            [new ConnectionStats(7, "tcp:127.0.0.1:1", "conn_read", 3), new ConnectionStats(8, "unix", "conn_mwrite", 0)],
            ConnectionStats.Of([first, second]));
    }

    [Theory]
    [InlineData(SessionPhase.Open, "conn_read")]
    [InlineData(SessionPhase.Ended, "conn_mwrite")]
    [InlineData(SessionPhase.Lingering, "conn_closing")]
    [InlineData(SessionPhase.Broken, "conn_closing")]
    public void State_IsMemcachedsWord(SessionPhase phase, string state) => Assert.Equal(state, ConnectionStats.StateOf(phase));

    private sealed class FakeWorker(params SessionSnapshot[] sessions) : IWorker
    {
        public string Name => "fake";

        public int Load => sessions.Length;

        public IReadOnlyList<IMetricSource> MetricSources => [];

        public IReadOnlyList<IHistogramSource> HistogramSources => [];

        public bool TryAdopt(in AcceptedSocket socket) => false;

        public void VisitSessions(Action<SessionSnapshot> visit) => Array.ForEach(sessions, visit);

        public void Run()
        {
        }

        public void Stop()
        {
        }

        public void Dispose()
        {
        }
    }
}
