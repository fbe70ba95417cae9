using System.Threading;
using Pelikan.Node.Protocol;

namespace Pelikan.Node.Net;

/// <summary>
/// One client's connection on its worker, as a slot of the <see cref="SessionTable"/> that many connections use one after
/// the other. Idle it holds no buffer.
/// </summary>
/// <remarks>
/// Only the worker's thread writes. Other threads read what <see cref="SessionSnapshot"/> needs, and check the generation
/// before and after.
/// </remarks>
internal sealed class Session
{
    private const int GenerationShift = 32;

    // Odd while the slot has a session.
    private int _generation;

    internal Session(int index) => Index = index;

    internal int Index { get; }

    /// <summary>Slot and generation: no two connections of a worker share one within 2^31 uses of a slot.</summary>
    internal ulong Token => ((ulong)(uint)_generation << GenerationShift) | (uint)Index;

    internal bool IsLive => (_generation & 1) != 0;

    internal int Generation => Volatile.Read(ref _generation);

    internal int Descriptor { get; private set; }

    internal PeerAddress Peer { get; private set; }

    internal SessionPhase Phase { get; set; }

    /// <summary>What the poller watches for now.</summary>
    internal PollInterest Interest { get; set; }

    /// <summary><see cref="Input"/> may hold whole requests: it is served on before more is read.</summary>
    internal bool Unserved { get; set; }

    /// <summary>The unsent output passed the high-watermark: nothing is read or served until it is sent.</summary>
    internal bool Paused { get; set; }

    /// <summary>The session waits in the worker's list for its next share.</summary>
    internal bool Continued { get; set; }

    /// <summary>The session has been served, and its replies wait to be sent.</summary>
    internal bool InBatch { get; set; }

    /// <summary>When a byte last moved, in the clock's nanoseconds.</summary>
    internal long LastActive { get; set; }

    /// <summary>Bytes thrown away while lingering.</summary>
    internal long Lingered { get; set; }

    // Fields, because they are mutable structs.
    internal SessionState State;
    internal SessionBuffer Input;
    internal SessionBuffer Output;

    /// <summary>The slot of a token, whatever its generation.</summary>
    internal static int IndexOf(ulong token) => (int)(uint)token;

    internal void Begin(in AcceptedSocket socket, long now)
    {
        Descriptor = socket.Descriptor;
        Peer = socket.Peer;
        Phase = SessionPhase.Open;
        Interest = PollInterest.Read;
        Unserved = false;
        Paused = false;
        Continued = false;
        InBatch = false;
        LastActive = now;
        Lingered = 0;
        State = default;

        // Release: a reader that sees the odd number sees the fields above.
        Volatile.Write(ref _generation, _generation + 1);
    }

    /// <summary>Leave the slot. From here on its old token finds nothing.</summary>
    internal void End()
    {
        // Full fence: a reader that saw any of the next session's fields sees that the number has moved.
        Interlocked.Increment(ref _generation);
        Phase = SessionPhase.Closed;
        Descriptor = -1;
    }
}
