using System;
using Pelikan.Node.Protocol;

namespace Pelikan.Node.Net;

/// <summary>
/// Sessions that have been served and whose replies are not sent: a worker serves what is ready, then sends. Requests are
/// served one after the other without the kernel's sending between them, and whoever sleeps on the other side is woken once,
/// not between any two replies.
/// </summary>
internal sealed class TurnBatch
{
    // More than wake-ups are saved by; few enough that the first reply does not wait long for the last request.
    private const int SessionsMax = 64;
    private const int RequestsMax = 128;

    // Replies are still in the processor's nearer caches when they are sent, and do not wait for much copying.
    private const int BytesMax = 32 * 1024;

    private readonly Entry[] _entries = new Entry[SessionsMax];
    private int _requests;
    private long _spent;

    internal TurnBatch(WorkerOptions options)
    {
        int initial = Math.Min(options.ReceiveBytes, options.OutputHighWatermarkBytes);
        Output = new OutputBuffer(initial, options.OutputHighWatermarkBytes);
    }

    /// <summary>Where the replies to the session being served go.</summary>
    internal OutputBuffer Output { get; }

    internal int Count { get; private set; }

    internal bool IsFull => Count == SessionsMax || _requests >= RequestsMax || Output.TotalLength + _spent >= BytesMax;

    /// <summary>A session has been served, its replies written to <see cref="Output"/>.</summary>
    internal void Add(Session session, in Served served)
    {
        int length = Output.Length;
        session.InBatch = true;
        _requests += served.Requests;
        _spent += served.Spent;
        _entries[Count++] = new Entry(session, served.Requests, Output.Seal(), length);
    }

    /// <summary>A session whose replies are to be sent now.</summary>
    internal Session Take(int index, out int requests, out ReadOnlySpan<byte> replies)
    {
        ref readonly Entry entry = ref _entries[index];
        requests = entry.Requests;
        replies = Output.Sealed(entry.Start, entry.Length);
        entry.Session.InBatch = false;
        return entry.Session;
    }

    internal void Clear()
    {
        Count = 0;
        _requests = 0;
        _spent = 0;
        Output.Reset();
    }

    private readonly record struct Entry(Session Session, int Requests, int Start, int Length);
}
