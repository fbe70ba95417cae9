using System;
using Pelikan.Node.Protocol;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Net;

/// <summary>What a session waits for after its turn.</summary>
internal enum TurnOutcome : byte
{
    /// <summary>For its socket: see <see cref="SessionTurn.InterestOf"/>.</summary>
    Wait,

    /// <summary>For its next share of this worker: it has requests to serve.</summary>
    Continue,

    /// <summary>For the client to read its last reply.</summary>
    Linger,

    /// <summary>For nothing: close it.</summary>
    Close,
}

/// <summary>
/// One session's turn in three parts: receive once; serve; send once and decide what the session waits for. Between them
/// other sessions have theirs.
/// </summary>
internal sealed class SessionTurn
{
    private readonly WorkerOptions _options;
    private readonly SessionIo _io;
    private readonly IRequestServer _server;
    private readonly OutputBuffer _output;
    private readonly CounterBlock _counters;

    internal SessionTurn(WorkerOptions options, SessionIo io, IRequestServer server, OutputBuffer output, CounterBlock counters)
    {
        _options = options;
        _io = io;
        _server = server;
        _output = output;
        _counters = counters;
    }

    /// <summary>What to watch a waiting session's socket for.</summary>
    internal static PollInterest InterestOf(Session session)
    {
        bool reads = session.Phase == SessionPhase.Lingering || (session.Phase == SessionPhase.Open && !session.Paused);
        return (reads ? PollInterest.Read : PollInterest.None) | (session.Output.IsEmpty ? PollInterest.None : PollInterest.Write);
    }

    /// <summary>The first part: see what there is to serve.</summary>
    internal ReceiveStatus Receive(Session session, bool readable, long now, out ReceivedInput input)
    {
        input = default;
        if (session.Paused)
        {
            return ReceiveStatus.Nothing;
        }

        if (session.Unserved)
        {
            input = new ReceivedInput(InPlace: true, 0, session.Input.Length);
            return ReceiveStatus.Received;
        }

        return readable && session.Phase == SessionPhase.Open ? _io.Receive(session, now, out input) : ReceiveStatus.Nothing;
    }

    /// <summary>The second part; the replies are what the output buffer holds unsealed.</summary>
    internal void Serve(ref TurnBatch.Turn turn, in EpochGuard guard)
    {
        Session session = turn.Session;
        switch (turn.Status)
        {
            case ReceiveStatus.Received:
                ReadOnlySpan<byte> input = _io.InputOf(session, turn.Input);
                Served served = _server.Drain(session, input, turn.LookedAhead, _output, in guard);
                turn.Requests = served.Requests;
                Keep(session, served, input[served.Consumed..], turn.Input.InPlace);
                break;
            case ReceiveStatus.Ended:
                // Every whole request was served before this read, so what is left is a part of one that will have no end.
                session.Input.Release(_io.Pool);
                session.Phase = SessionPhase.Ended;
                break;
            case ReceiveStatus.Failed:
                session.Phase = SessionPhase.Broken;
                break;
            case ReceiveStatus.Refused:
                RefuseMemory(session);
                break;
            default:
                break;
        }

        turn.RepliesLength = _output.Length;
        turn.RepliesStart = _output.Seal();
    }

    /// <summary>The third part: send the replies.</summary>
    internal TurnOutcome Send(in TurnBatch.Turn turn, long now)
    {
        Session session = turn.Session;
        session.InBatch = false;
        if (!_io.Send(session, _output.Sealed(turn.RepliesStart, turn.RepliesLength), now))
        {
            session.Phase = SessionPhase.Broken;
        }

        return Settle(session);
    }

    /// <summary>The turn of a session that was hung up on.</summary>
    internal TurnOutcome Linger(Session session) => _io.Linger(session) ? TurnOutcome.Wait : TurnOutcome.Close;

    private void Keep(Session session, Served served, ReadOnlySpan<byte> rest, bool inPlace)
    {
        session.Unserved = served.Status is ServeStatus.Served or ServeStatus.OutputFull;
        if (served.Status == ServeStatus.HangUp || (served.Status == ServeStatus.OutputFull && _output.Length == 0))
        {
            // A protocol that finds no room in an empty buffer would never go on.
            session.Input.Release(_io.Pool);
            session.Unserved = false;
            session.Phase = SessionPhase.HangingUp;
        }
        else if (served.Status == ServeStatus.Incomplete && rest.Length >= _options.RequestBytesMax)
        {
            Refusal.WriteTooLarge(new ResponseWriter(_output), session.State.Dialect);
            HangUp(session, SessionMetric.RequestOversize);
        }
        else if (!_io.Keep(session, rest, served.Consumed, inPlace))
        {
            RefuseMemory(session);
        }
        else if (served.Status == ServeStatus.Served)
        {
            _counters.Increment((int)SessionMetric.TurnMax);
        }
    }

    private void RefuseMemory(Session session)
    {
        Refusal.WriteOutOfMemory(new ResponseWriter(_output), session.State.Dialect);
        HangUp(session, SessionMetric.BufferRefuse);
    }

    private void HangUp(Session session, SessionMetric reason)
    {
        _counters.Increment((int)reason);
        session.Input.Release(_io.Pool);
        session.Unserved = false;
        session.Phase = SessionPhase.HangingUp;
    }

    private TurnOutcome Settle(Session session)
    {
        if (session.Phase == SessionPhase.Broken)
        {
            return TurnOutcome.Close;
        }

        if (session.Output.Length >= _options.OutputHighWatermarkBytes && !session.Paused)
        {
            session.Paused = true;
            _counters.Increment((int)SessionMetric.OutputPause);
        }

        if (session.Output.IsEmpty)
        {
            session.Paused = false;
        }

        if (session.Unserved && !session.Paused)
        {
            return TurnOutcome.Continue;
        }

        if (session.Output.IsEmpty && session.Phase == SessionPhase.Ended)
        {
            return TurnOutcome.Close;
        }

        return session.Output.IsEmpty && session.Phase == SessionPhase.HangingUp ? TurnOutcome.Linger : TurnOutcome.Wait;
    }
}
