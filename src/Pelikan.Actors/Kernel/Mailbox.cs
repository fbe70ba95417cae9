using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;

namespace Pelikan.Actors.Kernel;

/// <summary>
/// The two queues in front of an actor, and the flag that lets one thread at a time work them off. User messages wait in a
/// bounded channel: what does not fit goes to the dead letters and is counted. System messages are never refused.
/// </summary>
internal sealed class Mailbox : IThreadPoolWorkItem
{
    private const int Idle = 0;
    private const int Scheduled = 1;

    private readonly ActorCell _cell;
    private readonly MailboxExecutor _executor;
    private readonly Channel<Envelope> _user;
    private readonly ConcurrentQueue<SystemMessage> _system = new();

    // Only the thread that runs the actor uses these two: unstashed messages, which come first, and notices of
    // watched actors that found the channel full, which enter it as soon as it has room.
    private readonly LinkedList<Envelope> _unstashed = new();
    private readonly Queue<Envelope> _late = new();
    private int _status;
    private volatile bool _closed;

    public Mailbox(ActorCell cell, MessageDispatcher dispatcher, int capacity)
    {
        _cell = cell;
        Throughput = dispatcher.Throughput;
        Capacity = capacity;
        _executor = dispatcher.ExecutorFor(this, cell.Self.Path.Name);
        _user = Channel.CreateBounded<Envelope>(new BoundedChannelOptions(capacity)
        {
            SingleReader = true,
            AllowSynchronousContinuations = false,
            FullMode = BoundedChannelFullMode.Wait,
        });
    }

    /// <summary>User messages the channel holds at most.</summary>
    public int Capacity { get; }

    /// <summary>User messages handled in one run, so that actors on one pool take turns.</summary>
    private int Throughput { get; }

    /// <summary>True once the actor has ended: user messages are dead letters, system messages are still answered.</summary>
    public bool Closed => _closed;

    public void Post(in Envelope envelope)
    {
        if (!_user.Writer.TryWrite(envelope))
        {
            _cell.System.Undeliverable(envelope, _cell.Self, full: !_closed);
            return;
        }

        Schedule();
    }

    public void PostSystem(SystemMessage message)
    {
        _system.Enqueue(message);
        Schedule();
    }

    /// <summary>Deliver a notice that must not be lost, behind everything that is waiting now. On the actor's thread.</summary>
    public void PostNotice(in Envelope envelope)
    {
        if (_late.Count > 0 || !_user.Writer.TryWrite(envelope))
        {
            _late.Enqueue(envelope);
        }
    }

    /// <summary>Put messages in front of all others, the first of the list first. On the actor's thread.</summary>
    public void Prepend(IReadOnlyList<Envelope> envelopes)
    {
        for (int i = envelopes.Count - 1; i >= 0; i--)
        {
            _unstashed.AddFirst(envelopes[i]);
        }
    }

    /// <summary>Refuse user messages from now on and give the waiting ones to the dead letters. On the actor's thread.</summary>
    public void Close()
    {
        _closed = true;
        _user.Writer.TryComplete();
        while (TryTake(out Envelope envelope))
        {
            _cell.System.Undeliverable(envelope, _cell.Self, full: false);
        }
    }

    /// <summary>Handle what is waiting, system messages first. One thread at a time: the one that scheduled it.</summary>
    public void Execute()
    {
        HandleSystem();
        for (int i = 0; i < Throughput && !_cell.IsSuspended && TryTake(out Envelope envelope); i++)
        {
            _cell.Invoke(envelope);
            HandleSystem();
        }

        bool moreOfOwn = _unstashed.Count + _late.Count > 0;

        // The exchange is a full fence: Idle is visible before the queues are looked at again. A sender enqueues before its own
        // compare-and-swap, so either it sees Idle and schedules, or this thread sees its message: no wake-up is lost.
        Interlocked.Exchange(ref _status, Idle);
        bool hasUser = !_cell.IsSuspended && (moreOfOwn || _user.Reader.Count > 0);
        if (hasUser || !_system.IsEmpty)
        {
            Schedule();
        }
    }

    private void HandleSystem()
    {
        while (_system.TryDequeue(out SystemMessage? message))
        {
            _cell.Handle(message);
        }
    }

    private bool TryTake(out Envelope envelope)
    {
        if (_unstashed.First is { } first)
        {
            _unstashed.RemoveFirst();
            envelope = first.Value;
            return true;
        }

        if (_user.Reader.TryRead(out envelope))
        {
            while (_late.TryPeek(out Envelope late) && _user.Writer.TryWrite(late))
            {
                _late.Dequeue();
            }

            return true;
        }

        // The channel is closed with notices still waiting to enter it.
        return _late.TryDequeue(out envelope);
    }

    private void Schedule()
    {
        if (Interlocked.CompareExchange(ref _status, Scheduled, Idle) == Idle)
        {
            // An ended actor gives up its own thread, so what comes later is answered on the pool.
            if (_closed)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
            else
            {
                _executor.Execute(this);
            }
        }
    }
}
