using System;
using System.Collections.Generic;
using System.Threading;

namespace Pelikan.Node.Net;

/// <summary>
/// The sessions of one worker, found by token. A token carries the slot's generation, so that an event meant for a
/// session that is gone never reaches the one that has its slot now.
/// </summary>
/// <remarks>Slots are reused, last closed first, and never freed: a reader on another thread always looks at live objects.</remarks>
internal sealed class SessionTable
{
    private const int InitialSlots = 64;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly Stack<Session> _free = new();
    private Session?[] _slots = new Session?[InitialSlots];
    private int _slotCount;

    /// <summary>Sessions now.</summary>
    internal int Count => _slotCount - _free.Count;

    /// <summary>Slots ever used; indexes below are valid for <see cref="At"/>.</summary>
    internal int SlotCount => _slotCount;

    internal Session Open(in AcceptedSocket socket, long now)
    {
        if (!_free.TryPop(out Session? session))
        {
            session = AddSlot();
        }

        session.Begin(in socket, now);
        return session;
    }

    /// <summary>The session of a token, or null where it is gone.</summary>
    internal Session? Find(ulong token)
    {
        int index = Session.IndexOf(token);
        Session? session = (uint)index < (uint)_slotCount ? _slots[index] : null;
        return session != null && session.Token == token && session.IsLive ? session : null;
    }

    /// <summary>The slot at an index, with or without a session.</summary>
    internal Session At(int index) => _slots[index]!;

    internal void Close(Session session)
    {
        session.End();
        _free.Push(session);
    }

    /// <summary>
    /// Show the sessions, <paramref name="countMax"/> of them at most, to <paramref name="visit"/>. Any thread; those that come or go
    /// meanwhile may be missed.
    /// </summary>
    internal void Visit(long now, Action<SessionSnapshot> visit, int countMax)
    {
        int count = Volatile.Read(ref _slotCount);
        Session?[] slots = Volatile.Read(ref _slots);
        for (int i = 0; i < count && countMax > 0; i++)
        {
            Session session = slots[i]!;
            int generation = session.Generation;
            ulong id = session.Token;
            int descriptor = session.Descriptor;
            PeerAddress peer = session.Peer;
            SessionPhase phase = session.Phase;
            long lastActive = session.LastActive;

            // Pairs with the fence in Session.End: the fields above are of one session if the number has not moved.
            Interlocked.MemoryBarrier();
            if ((generation & 1) != 0 && session.Generation == generation)
            {
                countMax--;
                visit(new SessionSnapshot(id, descriptor, peer.ToString(), phase, Math.Max(0, now - lastActive) / NanosecondsPerSecond));
            }
        }
    }

    private Session AddSlot()
    {
        if (_slotCount == _slots.Length)
        {
            Session?[] larger = new Session?[_slots.Length * 2];
            _slots.CopyTo(larger.AsSpan());
            Volatile.Write(ref _slots, larger);
        }

        Session session = new(_slotCount);
        _slots[_slotCount] = session;

        // Release: a reader that sees the count sees the slot, and an array at least that long.
        Volatile.Write(ref _slotCount, _slotCount + 1);
        return session;
    }
}
