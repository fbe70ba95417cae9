using System;
using Pelikan.Node.Net.Interop;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Net;

/// <summary>How a read from a session ended.</summary>
internal enum ReceiveStatus : byte
{
    /// <summary>There are new bytes to serve.</summary>
    Received,

    /// <summary>Nothing to read just now.</summary>
    Nothing,

    /// <summary>The client has ended its side.</summary>
    Ended,

    /// <summary>The connection has failed.</summary>
    Failed,

    /// <summary>The input cannot be kept: the node's buffer memory is used up.</summary>
    Refused,
}

/// <summary>
/// How bytes of one worker's sessions come in, are kept, and go out: one receive and one send a turn. Requests are
/// served where they were received, behind those of the sessions before; only an unfinished one, and output that the kernel did not take, is copied.
/// </summary>
internal sealed class SessionIo
{
    // What a session keeps of a larger request is read on in place instead of moving to the shared buffer and back.
    private const int InPlaceFactor = 2;

    // One read into a session's own buffer takes no more, so that a large value does not hold up the others.
    private const int InPlaceReceiveMax = 256 * 1024;

    private readonly WorkerOptions _options;
    private readonly byte[] _receive;
    private int _received;
    private readonly CounterBlock _session;
    private readonly CounterBlock _net;

    internal SessionIo(WorkerOptions options, BufferPool pool, CounterBlock session, CounterBlock net)
    {
        _options = options;
        Pool = pool;
        _session = session;
        _net = net;
        _receive = GC.AllocateUninitializedArray<byte>(options.ReceiveBytes, pinned: true);
    }

    internal BufferPool Pool { get; }

    /// <summary>What has been received since <see cref="Clear"/>, of all sessions.</summary>
    internal ReadOnlySpan<byte> Area => _receive.AsSpan(0, _received);

    /// <summary>Whether there is room to receive from a session without forgetting what was received from others.</summary>
    internal bool HasRoom(Session session) =>
        _received == 0 || _receive.Length - _received >= session.Input.Length + (_receive.Length / InPlaceFactor);

    /// <summary>Forget what was received.</summary>
    internal void Clear() => _received = 0;

    /// <summary>Everything received from a session and not served; valid until <see cref="Clear"/>.</summary>
    internal ReadOnlySpan<byte> InputOf(Session session, ReceivedInput input) =>
        input.InPlace ? session.Input.Kept : _receive.AsSpan(input.Start, input.Length);

    /// <summary>Read once; <paramref name="input"/> is where everything is that was received from the session and not served.</summary>
    internal ReceiveStatus Receive(Session session, long now, out ReceivedInput input)
    {
        int kept = session.Input.Length;
        if (kept > _receive.Length / InPlaceFactor)
        {
            return ReceiveInPlace(session, now, out input);
        }

        input = default;
        Span<byte> room = _receive.AsSpan(_received);
        session.Input.Kept.CopyTo(room);
        ReceiveStatus status = Count(SocketCalls.Receive(session.Descriptor, room[kept..]), out int received);
        if (status == ReceiveStatus.Received)
        {
            session.LastActive = now;
            session.Input.Release(Pool);
            input = new ReceivedInput(InPlace: false, _received, kept + received);
            _received += kept + received;
        }

        return status;
    }

    /// <summary>Keep what a turn has left over; false where the node's buffer memory is used up.</summary>
    internal bool Keep(Session session, ReadOnlySpan<byte> rest, int consumed, bool inPlace)
    {
        if (inPlace)
        {
            session.Input.Consume(consumed, Pool);
            session.Input.Trim(Pool);
            return true;
        }

        return rest.IsEmpty || session.Input.TryAppend(rest, Pool);
    }

    /// <summary>
    /// Send what the session has kept and then what the turn has written, in one call, and keep what the kernel does not
    /// take. False where the connection has failed or the rest cannot be kept.
    /// </summary>
    internal bool Send(Session session, ReadOnlySpan<byte> written, long now)
    {
        if (!session.Output.IsEmpty)
        {
            return SendKept(session, written, now);
        }

        if (written.Length == 0)
        {
            return true;
        }

        int sent = SendOnce(session, written, now);
        return sent == written.Length || (sent >= 0 && TryKeepOutput(session, written[sent..]));
    }

    /// <summary>Throw away what a session sends after we have hung up. False when it is time to close.</summary>
    internal bool Linger(Session session)
    {
        ReceiveStatus status = Count(SocketCalls.Receive(session.Descriptor, _receive.AsSpan(_received)), out int received);
        session.Lingered += received;
        return status is ReceiveStatus.Received or ReceiveStatus.Nothing && session.Lingered <= _options.LingerBytesMax;
    }

    /// <summary>Give the session's buffers back and close its descriptor, which leaves the poller by that.</summary>
    internal void Close(Session session)
    {
        session.Input.Release(Pool);
        session.Output.Release(Pool);
        _ = SocketCalls.Close(session.Descriptor);
        _net.Increment((int)NetMetric.Close);
    }

    private ReceiveStatus ReceiveInPlace(Session session, long now, out ReceivedInput input)
    {
        input = default;
        if (session.Input.Room.IsEmpty && !session.Input.TryMakeRoom(session.Input.Length, Pool))
        {
            return ReceiveStatus.Refused;
        }

        Span<byte> room = session.Input.Room;
        int size = Math.Min(room.Length, InPlaceReceiveMax);
        ReceiveStatus status = Count(SocketCalls.Receive(session.Descriptor, room[..size]), out int received);
        if (status == ReceiveStatus.Received)
        {
            session.LastActive = now;
            session.Input.Grew(received);
            input = new ReceivedInput(InPlace: true, 0, session.Input.Length);
        }

        return status;
    }

    private ReceiveStatus Count(int result, out int received)
    {
        received = Math.Max(result, 0);
        _session.Increment((int)SessionMetric.Receive);
        if (result > 0)
        {
            _session.Add((int)SessionMetric.ReceiveByte, result);
            _net.Add((int)NetMetric.ReceiveByte, result);
            return ReceiveStatus.Received;
        }

        if (result == 0)
        {
            return ReceiveStatus.Ended;
        }

        if (Errno.Last is Errno.EAGAIN or Errno.EINTR)
        {
            return ReceiveStatus.Nothing;
        }

        _session.Increment((int)SessionMetric.ReceiveEx);
        return ReceiveStatus.Failed;
    }

    private bool SendKept(Session session, ReadOnlySpan<byte> written, long now)
    {
        if (written.Length > 0 && !TryKeepOutput(session, written))
        {
            return false;
        }

        int sent = SendOnce(session, session.Output.Kept, now);
        if (sent > 0)
        {
            session.Output.Consume(sent, Pool);
        }

        return sent >= 0;
    }

    // Bytes the kernel took, 0 when it takes none just now, -1 when the connection has failed.
    private int SendOnce(Session session, ReadOnlySpan<byte> bytes, long now)
    {
        int sent = SocketCalls.Send(session.Descriptor, bytes);
        _session.Increment((int)SessionMetric.Send);
        if (sent >= 0)
        {
            session.LastActive = now;
            _session.Add((int)SessionMetric.SendByte, sent);
            _net.Add((int)NetMetric.SendByte, sent);
            return sent;
        }

        if (Errno.Last is Errno.EAGAIN or Errno.EINTR)
        {
            return 0;
        }

        _session.Increment((int)SessionMetric.SendEx);
        return -1;
    }

    // A reply that is sent in part cannot be taken back, so a session whose rest cannot be kept is lost.
    private bool TryKeepOutput(Session session, ReadOnlySpan<byte> rest)
    {
        if (session.Output.TryAppend(rest, Pool))
        {
            return true;
        }

        _session.Increment((int)SessionMetric.BufferRefuse);
        return false;
    }
}
