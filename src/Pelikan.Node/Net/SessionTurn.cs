using System;
using Pelikan.Node.Protocol;
using Pelikan.Storage.Metrics;

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
/// One session's turn in two parts: receive once and serve; then send once and decide what the session waits for. Between them
/// other sessions may have their first part.
/// </summary>
internal sealed class SessionTurn
{
    private readonly WorkerOptions _options;
    private readonly SessionIo _io;
    private readonly DrainRequests _drain;
    private readonly OutputBuffer _output;
    private readonly CounterBlock _counters;

    internal SessionTurn(WorkerOptions options, SessionIo io, DrainRequests drain, OutputBuffer output, CounterBlock counters)
    {
        _options = options;
        _io = io;
        _drain = drain;
        _output = output;
        _counters = counters;
    }

    /// <summary>What to watch a waiting session's socket for.</summary>
    internal static PollInterest InterestOf(Session session)
    {
        bool reads = session.Phase == SessionPhase.Lingering || (session.Phase == SessionPhase.Open && !session.Paused);
        return (reads ? PollInterest.Read : PollInterest.None) | (session.Output.IsEmpty ? PollInterest.None : PollInterest.Write);
    }

    /// <summary>The first part. The replies are what the output buffer holds unsealed.</summary>
    internal Served Serve(Session session, bool readable, long now)
    {
        if (session.Paused)
        {
            return Served.Nothing;
        }

        ReadOnlySpan<byte> input;
        bool inPlace = true;
        if (session.Unserved)
        {
            input = session.Input.Kept;
        }
        else if (!readable || session.Phase != SessionPhase.Open || !TryReceive(session, now, out input, out inPlace))
        {
            return Served.Nothing;
        }

        Served served = _drain(session, input, _output, now);
        Keep(session, served, input[served.Consumed..], inPlace);
        return served;
    }

    /// <summary>The second part: send the replies of the first.</summary>
    internal TurnOutcome Finish(Session session, ReadOnlySpan<byte> replies, long now)
    {
        if (!_io.Send(session, replies, now))
        {
            session.Phase = SessionPhase.Broken;
        }

        return Settle(session);
    }

    /// <summary>The turn of a session that was hung up on.</summary>
    internal TurnOutcome Linger(Session session) => _io.Linger(session) ? TurnOutcome.Wait : TurnOutcome.Close;

    private bool TryReceive(Session session, long now, out ReadOnlySpan<byte> input, out bool inPlace)
    {
        switch (_io.Receive(session, now, out input, out inPlace))
        {
            case ReceiveStatus.Received:
                return true;
            case ReceiveStatus.Ended:
                // Every whole request was served before this read, so what is left is a part of one that will have no end.
                session.Input.Release(_io.Pool);
                session.Phase = SessionPhase.Ended;
                return false;
            case ReceiveStatus.Failed:
                session.Phase = SessionPhase.Broken;
                return false;
            case ReceiveStatus.Refused:
                Refuse(session, SessionMetric.BufferRefuse, _options.BufferRefusal, _options.BufferRefusalOfResp);
                return false;
            default:
                return false;
        }
    }

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
            Refuse(session, SessionMetric.RequestOversize, _options.OversizeRefusal, _options.OversizeRefusalOfResp);
        }
        else if (!_io.Keep(session, rest, served.Consumed, inPlace))
        {
            Refuse(session, SessionMetric.BufferRefuse, _options.BufferRefusal, _options.BufferRefusalOfResp);
        }
        else if (served.Status == ServeStatus.Served)
        {
            _counters.Increment((int)SessionMetric.TurnMax);
        }
    }

    private void Refuse(Session session, SessionMetric reason, ReadOnlyMemory<byte> refusal, ReadOnlyMemory<byte> respRefusal)
    {
        _counters.Increment((int)reason);
        session.Input.Release(_io.Pool);
        session.Unserved = false;
        session.Phase = SessionPhase.HangingUp;
        new ResponseWriter(_output).Write(session.State.Dialect == Dialect.Resp ? respRefusal.Span : refusal.Span);
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
