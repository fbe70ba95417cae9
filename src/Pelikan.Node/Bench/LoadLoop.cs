using System;
using System.Text;
using Pelikan.Node.Net;
using Pelikan.Node.Net.Interop;

namespace Pelikan.Node.Bench;

/// <summary>
/// The event loop of one load thread. Closed loop: a reply makes room for the next request on its connection.
/// Open loop: requests go out when they are due, on whichever connection has room. One receive and one send a
/// connection and turn; no allocation once the buffers have grown.
/// </summary>
internal sealed class LoadLoop<TClient>
    where TClient : struct, IBenchClient
{
    private const int ReceiveBytes = 256 * 1024;
    private const int WaitMilliseconds = 50;
    private const int NanosecondsPerMillisecond = 1_000_000;

    private readonly LoadControl _control;
    private readonly LoadThreadSetup _setup;
    private readonly IPoller _poller;
    private readonly LoadConnection[] _connections;
    private readonly RequestSource _source;
    private readonly RequestBuffer _requests;
    private readonly BenchRequest _request;
    private readonly byte[] _received = GC.AllocateUninitializedArray<byte>(ReceiveBytes, pinned: true);
    private readonly int _depth;
    private readonly bool _isOpenLoop;
    private OpenLoopSchedule _schedule;
    private ReplyTally _tally;
    private LoadPhase _phase;
    private bool _issues = true;
    private long _budget;
    private int _inFlight;
    private int _alive;
    private int _cursor;
    private long _lastReplyAt;
    private long _drainUntil = long.MaxValue;
    private long _allocatedBefore;

    public LoadLoop(LoadControl control, LoadThreadSetup setup)
    {
        _control = control;
        _poller = setup.Poller;
        _connections = setup.Connections;
        _source = setup.Source;
        _requests = setup.Requests;
        _request = new BenchRequest(setup.KeysMax);
        _depth = setup.Depth;
        _budget = setup.Budget;
        _isOpenLoop = setup.RatePerSecond > 0;
        _setup = setup;
        Tallies = setup.Tallies;
        _tally = Tallies.Of(control.Phase);
    }

    public LoadTallies Tallies { get; }

    public long MeasureStart { get; private set; }

    public long MeasureEnd { get; private set; }

    /// <summary>Requests of an open loop that were due before the end and never sent, for want of a connection with room.</summary>
    public long NotSent { get; private set; }

    /// <summary>Bytes this thread allocated while it was measured.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>Run until the phase ends it, the requests are used up, or no connection is left.</summary>
    public void Run()
    {
        Begin();
        while (_alive > 0 && (_issues || _inFlight > 0) && BenchClock.Now < _drainUntil)
        {
            foreach (PollEvent ready in _poller.Wait(WaitTime()))
            {
                Serve(_connections[(int)ready.Token], ready.Readiness);
            }

            if (_control.Phase != _phase)
            {
                Enter(_control.Phase);
            }

            if (_isOpenLoop && _issues)
            {
                IssueDue();
            }
        }

        _tally.Add(BenchCounter.Unanswered, _inFlight);
        if (_phase == LoadPhase.Measure)
        {
            EndMeasure(_lastReplyAt);
        }
    }

    private void Begin()
    {
        Enter(_control.Phase);
        foreach (LoadConnection connection in _connections)
        {
            _alive += connection.IsLost ? 0 : 1;
        }

        if (_isOpenLoop)
        {
            _schedule = new OpenLoopSchedule(_setup.RatePerSecond, _setup.Thread, _setup.Threads, BenchClock.Now);
            return;
        }

        foreach (LoadConnection connection in _connections)
        {
            if (!connection.IsLost)
            {
                Fill(connection, BenchClock.Now);
                Send(connection);
            }
        }
    }

    private void Enter(LoadPhase phase)
    {
        long now = BenchClock.Now;
        _tally = Tallies.Of(phase);
        if (phase == LoadPhase.Measure)
        {
            MeasureStart = now;
            _lastReplyAt = now;
            _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        }
        else if (phase == LoadPhase.Drain)
        {
            NotSent = _isOpenLoop && _issues ? _schedule.DueAt(now) : 0;
            _issues = false;
            _drainUntil = now + (long)(BenchLimits.DrainSecondsMax * BenchClock.NanosecondsPerSecond);
            EndMeasure(now);
        }

        _phase = phase;
    }

    private void EndMeasure(long now)
    {
        MeasureEnd = now;
        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore;
    }

    /// <summary>Below a millisecond before a request is due, ask the poller without waiting: it counts in milliseconds.</summary>
    private int WaitTime() => !_isOpenLoop || !_issues
        ? WaitMilliseconds
        : (int)Math.Clamp((_schedule.NextAt - BenchClock.Now) / NanosecondsPerMillisecond, 0, WaitMilliseconds);

    private void Serve(LoadConnection connection, PollReadiness readiness)
    {
        if (connection.IsLost)
        {
            return;
        }

        if ((readiness & PollReadiness.Writable) != 0 && !SendRest(connection))
        {
            return;
        }

        if ((readiness & (PollReadiness.Readable | PollReadiness.Broken)) != 0)
        {
            Receive(connection);
        }
    }

    private void Receive(LoadConnection connection)
    {
        bool continues = connection.InputLength > 0;
        int received = SocketCalls.Receive(connection.Descriptor, continues ? connection.InputRoom() : _received);
        if (received <= 0)
        {
            if (received == 0 || Errno.Last is not (Errno.EAGAIN or Errno.EINTR))
            {
                LoseSlow(connection, received == 0 ? "the server closed the connection" : Errno.Text(Errno.Last), []);
            }

            return;
        }

        _tally.Add(BenchCounter.BytesRead, received);
        ReadOnlySpan<byte> input = continues ? connection.InputWith(received) : _received.AsSpan(0, received);
        long now = BenchClock.Now;
        if (!Read(connection, input, now, out int consumed))
        {
            LoseSlow(connection, "the server sent what is no reply: ", input[consumed..]);
            return;
        }

        connection.KeepInput(input[consumed..]);
        if (!_isOpenLoop)
        {
            Fill(connection, now);
        }

        Send(connection);
    }

    /// <summary>Read every reply that is whole; false if the stream is out of step.</summary>
    private bool Read(LoadConnection connection, ReadOnlySpan<byte> input, long now, out int consumed)
    {
        consumed = 0;
        while (consumed < input.Length)
        {
            if (connection.InFlight == 0)
            {
                return false;
            }

            ref PendingRequest oldest = ref connection.Oldest;
            ReplyStatus status = TClient.Read(input[consumed..], ref oldest, connection.OldestKeys, _tally, out int step);
            if (status is ReplyStatus.Incomplete or ReplyStatus.Broken)
            {
                return status == ReplyStatus.Incomplete;
            }

            consumed += step;
            if (status == ReplyStatus.Complete)
            {
                _tally.Replied(oldest, now - oldest.IntendedAt);
                _lastReplyAt = now;
                connection.Pop();
                _inFlight--;
            }
        }

        return true;
    }

    /// <summary>Write requests until the connection has as many in flight as it may.</summary>
    private void Fill(LoadConnection connection, long now)
    {
        while (connection.InFlight < _depth && !connection.HasOutput && TryIssue(connection, now))
        {
            // Each step issues one request.
        }
    }

    /// <summary>Send the requests that are due, spread over the connections with room.</summary>
    private void IssueDue()
    {
        long due = _schedule.DueAt(BenchClock.Now);
        long share = Math.Max(1, due / _connections.Length);
        for (int tried = 0; due > 0 && tried < _connections.Length; tried++)
        {
            LoadConnection connection = _connections[_cursor];
            _cursor = _cursor + 1 == _connections.Length ? 0 : _cursor + 1;
            for (long i = 0; i < share && due > 0 && HasRoom(connection) && TryIssue(connection, _schedule.NextAt); i++)
            {
                _schedule.Advance();
                due--;
            }

            Send(connection);
        }
    }

    private bool HasRoom(LoadConnection connection) => !connection.IsLost && !connection.HasOutput && connection.InFlight < _depth;

    private bool TryIssue(LoadConnection connection, long intendedAt)
    {
        if (!_issues || (_phase == LoadPhase.Measure && _budget == 0) || !_source.Next(_request))
        {
            _issues = false;
            return false;
        }

        _budget -= _phase == LoadPhase.Measure ? 1 : 0;
        TClient.Write(_requests, _request);
        connection.Push(_request, intendedAt);
        _inFlight++;
        return true;
    }

    /// <summary>Send the requests of this turn; what the kernel does not take waits until it does.</summary>
    private void Send(LoadConnection connection)
    {
        if (_requests.Length == 0)
        {
            return;
        }

        int sent = SocketCalls.Send(connection.Descriptor, _requests.Written);
        if (sent < 0 && Errno.Last is not (Errno.EAGAIN or Errno.EINTR))
        {
            _requests.Clear();
            LoseSlow(connection, Errno.Text(Errno.Last), []);
            return;
        }

        _tally.Add(BenchCounter.BytesWritten, Math.Max(0, sent));
        if (sent < _requests.Length)
        {
            connection.KeepOutput(_requests.Written[Math.Max(0, sent)..]);
            Watch(connection, PollInterest.Read | PollInterest.Write);
        }

        _requests.Clear();
    }

    /// <summary>Send what was kept; false if the connection is lost.</summary>
    private bool SendRest(LoadConnection connection)
    {
        int sent = connection.SendOutput();
        if (sent < 0 && Errno.Last is not (Errno.EAGAIN or Errno.EINTR))
        {
            LoseSlow(connection, Errno.Text(Errno.Last), []);
            return false;
        }

        _tally.Add(BenchCounter.BytesWritten, Math.Max(0, sent));
        if (connection.HasOutput)
        {
            return true;
        }

        Watch(connection, PollInterest.Read);
        if (!_isOpenLoop)
        {
            Fill(connection, BenchClock.Now);
            Send(connection);
        }

        return true;
    }

    private void Watch(LoadConnection connection, PollInterest interest)
    {
        if (!_poller.Modify(connection.Descriptor, (ulong)connection.Index, interest))
        {
            LoseSlow(connection, Errno.Text(Errno.Last), []);
        }
    }

    private void LoseSlow(LoadConnection connection, string reason, ReadOnlySpan<byte> excerpt)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes(reason), .. excerpt];
        _tally.Failed(text);
        int unanswered = connection.Lose();
        _tally.Add(BenchCounter.ConnectionsLost, 1);
        _tally.Add(BenchCounter.Unanswered, unanswered);
        _inFlight -= unanswered;
        _alive--;
    }
}
