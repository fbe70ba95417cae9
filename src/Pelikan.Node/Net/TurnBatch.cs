using System;
using Pelikan.Node.Protocol;

namespace Pelikan.Node.Net;

/// <summary>
/// Sessions whose turns a worker takes together: it receives from each, then serves each, then sends to each. What the keys of all
/// lead to is loaded while the kernel is still copying the next one's request; requests are served one after the other without
/// the kernel between them; and whoever sleeps on the other side is woken once, not between any two replies.
/// </summary>
internal sealed class TurnBatch
{
    // More than wake-ups are saved by; few enough that the first reply does not wait long for the last request.
    private const int SessionsMax = 64;
    private const int RequestsMax = 128;

    // Replies are still in the processor's nearer caches when they are sent, and do not wait for much copying.
    private const int BytesMax = 32 * 1024;

    private readonly Turn[] _turns = new Turn[SessionsMax];
    private readonly Range[] _keys = new Range[RequestsMax];
    private readonly IRequestServer _server;
    private int _keyCount;
    private int _keysLoaded;

    internal TurnBatch(WorkerOptions options, IRequestServer server)
    {
        int initial = Math.Min(options.ReceiveBytes, options.OutputHighWatermarkBytes);
        Output = new OutputBuffer(initial, options.OutputHighWatermarkBytes);
        _server = server;
    }

    /// <summary>Where the replies to the session being served go.</summary>
    internal OutputBuffer Output { get; }

    internal int Count { get; private set; }

    /// <summary>Whether no further session has room.</summary>
    internal bool IsFull => Count == SessionsMax;

    internal ref Turn this[int index] => ref _turns[index];

    /// <summary>Whether so much has been done that the replies are best sent before the next: requests, and what they have spent.</summary>
    internal bool IsToBeSent(int requests, long spent) => requests >= RequestsMax || Output.TotalLength + spent >= BytesMax;

    /// <summary>A session whose turn it is has been received from.</summary>
    internal void Add(Session session, ReceiveStatus status, ReceivedInput input, ReadOnlySpan<byte> area)
    {
        session.InBatch = true;
        ref Turn turn = ref _turns[Count++];
        turn = new Turn { Session = session, Status = status, Input = input };
        if (status != ReceiveStatus.Received || input.InPlace || _keyCount + IStore.PrefetchMax > _keys.Length)
        {
            return;
        }

        Span<Range> keys = _keys.AsSpan(_keyCount, IStore.PrefetchMax);
        int found = _server.LookAhead(area.Slice(input.Start, input.Length), keys);
        for (int i = 0; i < found; i++)
        {
            keys[i] = new Range(input.Start + keys[i].Start.Value, input.Start + keys[i].End.Value);
        }

        _keyCount += found;
        turn.KeysEnd = _keyCount;
        turn.LookedAhead = true;
    }

    /// <summary>A session is about to be served: see that its keys are being loaded, and those of the next sessions with them.</summary>
    internal void Load(in Turn turn, ReadOnlySpan<byte> area)
    {
        // A key that is alone has nothing to overlap with.
        if (turn.KeysEnd > _keysLoaded && _keyCount > 1)
        {
            int count = Math.Min(IStore.PrefetchMax, _keyCount - _keysLoaded);
            _server.Prefetch(area, _keys.AsSpan(_keysLoaded, count));
            _keysLoaded += count;
        }
    }

    internal void Clear()
    {
        Count = 0;
        _keyCount = 0;
        _keysLoaded = 0;
    }

    /// <summary>One session's turn, from the receive to the send.</summary>
    internal struct Turn
    {
        internal Session Session;
        internal ReceiveStatus Status;
        internal ReceivedInput Input;

        /// <summary>The first keys of the input are among those of the batch, which have been found up to here.</summary>
        internal bool LookedAhead;
        internal int KeysEnd;

        /// <summary>Once it has been served.</summary>
        internal int Requests;
        internal int RepliesStart;
        internal int RepliesLength;
    }
}
