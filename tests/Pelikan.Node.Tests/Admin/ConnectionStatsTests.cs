using System;
using System.Collections.Generic;
using System.Linq;
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

    [Fact]
    public void Of_ListsNoMoreThanAServerCanListBesideServing()
    {
        SessionSnapshot[] many = [.. Enumerable.Range(0, ConnectionStats.CountMax - 1).Select(i => new SessionSnapshot(1, i, "unix", SessionPhase.Open, 0))];
        using FakeWorker first = new(many);
        using FakeWorker second = new(many);
        IReadOnlyList<ConnectionStats> listed = ConnectionStats.Of([first, second, second]);
        Assert.Equal(2048, listed.Count);
        Assert.Equal(0, listed[^1].Descriptor);
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

        public void VisitSessions(Action<SessionSnapshot> visit, int countMax = int.MaxValue) =>
            Array.ForEach(sessions[..Math.Min(sessions.Length, countMax)], visit);

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
