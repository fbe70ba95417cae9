using System;
using System.Threading;
using Pelikan.Node.Net.Interop;

namespace Pelikan.Node.Net;

/// <summary>
/// The door of a worker: listeners put connections in and wake the loop, the loop takes them out. It also counts what the
/// worker has, inside and at the door.
/// </summary>
internal sealed class SessionIntake : IDisposable
{
    private readonly ConnectionBudget _connections;
    private readonly HandOverQueue _queue;
    private readonly Waker _waker = new();
    private int _load;
    private bool _closed;

    /// <param name="handOverMax">Connections that may wait at the door.</param>
    /// <param name="connections">What a connection that leaves is given back to.</param>
    internal SessionIntake(int handOverMax, ConnectionBudget connections)
    {
        _queue = new HandOverQueue(handOverMax);
        _connections = connections;
    }

    /// <summary>Sessions, and connections at the door. Any thread.</summary>
    internal int Load => Volatile.Read(ref _load);

    /// <summary>Readable when the loop should look here.</summary>
    internal int Descriptor => _waker.Descriptor;

    /// <summary>Whether connections are still let in.</summary>
    internal bool IsOpen => !Volatile.Read(ref _closed);

    /// <summary>Put a connection in; false, and it is still the caller's, when the door is full or closed. Any thread.</summary>
    internal bool TryPut(in AcceptedSocket socket)
    {
        Interlocked.Increment(ref _load);
        if (!IsOpen || !_queue.TryEnqueue(in socket))
        {
            Interlocked.Decrement(ref _load);
            return false;
        }

        _waker.Wake();
        return true;
    }

    internal bool TryTake(out AcceptedSocket socket) => _queue.TryDequeue(out socket);

    /// <summary>Wake the loop. Any thread.</summary>
    internal void Wake() => _waker.Wake();

    /// <summary>Take note of the wakes so far, before looking at what they were for. On the loop's thread.</summary>
    internal void Reset() => _waker.Reset();

    /// <summary>A session is closed and no longer counted.</summary>
    internal void Forget()
    {
        _connections.GiveBack();
        Interlocked.Decrement(ref _load);
    }

    /// <summary>Let nobody in any more; who is in already can still be taken.</summary>
    internal void Close() => Volatile.Write(ref _closed, true);

    /// <summary>Close the door and every connection that still stands there.</summary>
    internal void CloseWaiting()
    {
        Close();
        while (TryTake(out AcceptedSocket socket))
        {
            _ = SocketCalls.Close(socket.Descriptor);
            Forget();
        }
    }

    public void Dispose()
    {
        CloseWaiting();
        _waker.Dispose();
    }
}
