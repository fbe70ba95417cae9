using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Pelikan.Node.Net;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Net;

public sealed class SessionTableTests
{
    [Fact]
    public void TokenOfAClosedSessionFindsNothingInItsReusedSlot()
    {
        SessionTable table = new();
        Session first = table.Open(new AcceptedSocket(7, default), 0);
        ulong old = first.Token;
        Assert.Same(first, table.Find(old));
        table.Close(first);
        Assert.Null(table.Find(old));
        Assert.Null(table.Find(first.Token));

        Session second = table.Open(new AcceptedSocket(8, default), 0);
        Assert.Same(first, second);
        Assert.Null(table.Find(old));
        Assert.Same(second, table.Find(second.Token));
        Assert.Null(table.Find(ulong.MaxValue));
    }

    [Fact]
    public void IdleSessionCostsLessThanAKilobyte()
    {
        const int Sessions = 10_000;
        SessionTable table = new();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Sessions; i++)
        {
            table.Open(new AcceptedSocket(i, default), 0);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Sessions, 1, 512);
    }

    [Fact]
    public void VisitorOnAnotherThreadNeverSeesAMixOfTwoSessions()
    {
        const int Rounds = 200_000;
        SessionTable table = new();
        bool done = false;
        long seen = 0;
        Threaded.Run(2, side =>
        {
            if (side == 0)
            {
                for (int i = 1; i <= Rounds; i++)
                {
                    table.Close(table.Open(new AcceptedSocket(i, default), i));
                }

                table.Open(new AcceptedSocket(Rounds + 1, default), Rounds + 1);
                Volatile.Write(ref done, true);
                return;
            }

            bool last;
            do
            {
                last = Volatile.Read(ref done);
                table.Visit(0, session =>
                {
                    // The n-th use of slot 0 has generation 2n-1 and descriptor n.
                    Assert.Equal((2 * session.Descriptor) - 1, (int)(session.Id >> 32));
                    Assert.Equal(SessionPhase.Open, session.Phase);
                    seen++;
                },
                countMax: int.MaxValue);
            }
            while (!last);
        });
        Assert.True(seen > 0, "the visitor saw sessions");
    }

    [Fact]
    public void StaleEventsReachNoOtherSession()
    {
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Poller = () => new StaleEventPoller() });
        for (int i = 0; i < 200; i++)
        {
            using WireClient first = server.Connect();
            using WireClient second = server.Connect();
            Assert.Equal($"first {i}", first.Ask($"say first {i}"));
            second.Send("give 2000000\nsay end\n");
            Assert.Equal($"again {i}", first.Ask($"say again {i}"));
            second.Reset();
        }

        server.AwaitOpen(0);
        Assert.Null(server.Failure);
        Assert.True(server.Metric("worker_event_total") > server.Metric("session_recv"), "stale events were told");
    }

    /// <summary>Tells every event again, whether its session still lives or not.</summary>
    private sealed class StaleEventPoller : IPoller
    {
        private const int RememberedMax = 64;

        private readonly EpollPoller _poller = new(256);
        private readonly Queue<PollEvent> _remembered = new();

        public bool Add(int descriptor, ulong token, PollInterest interest) => _poller.Add(descriptor, token, interest);

        public bool Modify(int descriptor, ulong token, PollInterest interest) => _poller.Modify(descriptor, token, interest);

        public ReadOnlySpan<PollEvent> Wait(int timeoutMilliseconds)
        {
            PollEvent[] fresh = _poller.Wait(timeoutMilliseconds).ToArray();
            PollEvent[] all = [.. _remembered, .. fresh];
            foreach (PollEvent one in fresh.Where(one => one.Token != ulong.MaxValue))
            {
                _remembered.Enqueue(one with { Readiness = PollReadiness.Readable | PollReadiness.Writable | PollReadiness.Broken });
            }

            while (_remembered.Count > RememberedMax)
            {
                _remembered.Dequeue();
            }

            return all;
        }

        public void Dispose() => _poller.Dispose();
    }
}
