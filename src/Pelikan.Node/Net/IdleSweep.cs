using System;

namespace Pelikan.Node.Net;

/// <summary>
/// Finds sessions past their deadline by walking the table about once a second, a bounded part at a time. A session that
/// moves bytes only writes down when: keeping it alive costs no list operation.
/// </summary>
internal sealed class IdleSweep
{
    /// <summary>Time from the begin of one walk to the next: how late a session may be closed.</summary>
    internal const long IntervalNanoseconds = 1_000_000_000;

    /// <summary>Slots looked at in one turn of the loop.</summary>
    internal const int BatchMax = 256;

    private const long NanosecondsPerMillisecond = 1_000_000;

    private readonly SessionTable _table;
    private readonly long _idleNanoseconds;
    private readonly long _lingerNanoseconds;
    private readonly Action<Session> _expire;
    private long _nextWalk;
    private int _cursor = int.MaxValue;

    /// <param name="table">The sessions.</param>
    /// <param name="options">The deadlines.</param>
    /// <param name="expire">Closes a session.</param>
    internal IdleSweep(SessionTable table, WorkerOptions options, Action<Session> expire)
    {
        _table = table;
        _idleNanoseconds = options.IdleTimeoutMilliseconds * NanosecondsPerMillisecond;
        _lingerNanoseconds = options.LingerMilliseconds * NanosecondsPerMillisecond;
        _expire = expire;
    }

    /// <summary>Sessions that linger: while there are any, there are deadlines even without an idle timeout.</summary>
    internal int Lingering { get; set; }

    /// <summary>Whether any session has a deadline.</summary>
    internal bool IsNeeded => Lingering > 0 || (_idleNanoseconds > 0 && _table.Count > 0);

    /// <summary>Whether a walk is under way.</summary>
    internal bool IsWalking => _cursor < _table.SlotCount;

    /// <summary>Do one turn's part of the walk.</summary>
    internal void Advance(long now)
    {
        if (!IsWalking)
        {
            if (!IsNeeded || now < _nextWalk)
            {
                return;
            }

            _cursor = 0;
            _nextWalk = now + IntervalNanoseconds;
        }

        int end = Math.Min(_cursor + BatchMax, _table.SlotCount);
        for (; _cursor < end; _cursor++)
        {
            Session session = _table.At(_cursor);
            if (session.IsLive && IsExpired(session, now))
            {
                _expire(session);
            }
        }
    }

    private bool IsExpired(Session session, long now)
    {
        long allowed = session.Phase == SessionPhase.Lingering ? _lingerNanoseconds : _idleNanoseconds;
        return allowed > 0 && now - session.LastActive > allowed;
    }
}
