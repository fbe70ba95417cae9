using System.Threading;

namespace Pelikan.Actors.Kernel;

/// <summary>Decides which thread runs a mailbox.</summary>
internal abstract class MessageDispatcher
{
    protected MessageDispatcher(int throughput) => Throughput = throughput;

    /// <summary>User messages one actor handles before others get the thread.</summary>
    public int Throughput { get; }

    /// <summary>The executor of one mailbox. <paramref name="name"/> is the actor's own.</summary>
    public abstract MailboxExecutor ExecutorFor(Mailbox mailbox, string name);
}

/// <summary>Runs a mailbox that has been scheduled: calls its Execute once, soon, on some thread.</summary>
internal abstract class MailboxExecutor
{
    public abstract void Execute(Mailbox mailbox);
}

/// <summary>Runs mailboxes on the thread pool.</summary>
internal sealed class PooledDispatcher : MessageDispatcher
{
    private readonly PooledExecutor _executor = new();

    public PooledDispatcher(int throughput)
        : base(throughput)
    {
    }

    public override MailboxExecutor ExecutorFor(Mailbox mailbox, string name) => _executor;

    private sealed class PooledExecutor : MailboxExecutor
    {
        public override void Execute(Mailbox mailbox) => ThreadPool.UnsafeQueueUserWorkItem(mailbox, preferLocal: false);
    }
}

/// <summary>Gives each actor a thread of its own, named as the actor, which ends with it.</summary>
internal sealed class PinnedDispatcher : MessageDispatcher
{
    public PinnedDispatcher(int throughput)
        : base(throughput)
    {
    }

    public override MailboxExecutor ExecutorFor(Mailbox mailbox, string name) => new PinnedExecutor(mailbox, name);

    private sealed class PinnedExecutor : MailboxExecutor
    {
        // A monitor, because only a monitor can be waited on and belongs to nobody's disposal.
        private readonly object _gate = new();
        private readonly Mailbox _mailbox;
        private bool _scheduled;

        public PinnedExecutor(Mailbox mailbox, string name)
        {
            _mailbox = mailbox;
            Thread thread = new(Run)
            {
                Name = name,

                // A loop that does not stop in time must not keep the process alive.
                IsBackground = true,
            };
            thread.UnsafeStart();
        }

        public override void Execute(Mailbox mailbox)
        {
            lock (_gate)
            {
                _scheduled = true;
                Monitor.Pulse(_gate);
            }
        }

        private void Run()
        {
            while (!_mailbox.Closed)
            {
                lock (_gate)
                {
                    while (!_scheduled)
                    {
                        Monitor.Wait(_gate);
                    }

                    _scheduled = false;
                }

                _mailbox.Execute();
            }
        }
    }
}
