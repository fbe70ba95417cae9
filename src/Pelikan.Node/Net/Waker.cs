using System;
using System.IO;
using System.Threading;
using Pelikan.Node.Net.Interop;

namespace Pelikan.Node.Net;

/// <summary>
/// Ends a loop's wait from another thread. Wakes that come before the loop has seen the first one cost no system call.
/// </summary>
internal sealed class Waker : IDisposable
{
    private readonly Lock _closing = new();
    private int _descriptor;
    private int _pending;

    /// <exception cref="IOException">The system gives no event descriptor.</exception>
    internal Waker()
    {
        _descriptor = EpollCalls.CreateEvent();
        if (_descriptor < 0)
        {
            throw new IOException($"cannot create an event descriptor: {Errno.Text(Errno.Last)}");
        }
    }

    /// <summary>Readable after a wake.</summary>
    internal int Descriptor => _descriptor;

    /// <summary>Wake the loop. Any thread.</summary>
    internal void Wake()
    {
        // Full fence: what the caller queued before is visible to the loop that finds the flag set, or cleared and set again.
        if (Interlocked.Exchange(ref _pending, 1) == 0)
        {
            lock (_closing)
            {
                // A number that was closed may belong to a stranger by now.
                if (_descriptor >= 0)
                {
                    EpollCalls.Signal(_descriptor);
                }
            }
        }
    }

    /// <summary>Take note of the wakes so far. On the loop's thread, before it looks at what was queued.</summary>
    internal void Reset()
    {
        EpollCalls.Clear(_descriptor);

        // Full fence, and in this order: a wake from here on signals anew, and what was queued before it is seen by this turn.
        Interlocked.Exchange(ref _pending, 0);
    }

    public void Dispose()
    {
        lock (_closing)
        {
            if (_descriptor >= 0)
            {
                _ = SocketCalls.Close(_descriptor);
                _descriptor = -1;
            }
        }
    }
}
