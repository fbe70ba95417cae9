using System;
using System.Collections.Concurrent;

namespace Pelikan.TestKit;

/// <summary>
/// Runs actors on the test's own thread, in the order in which they were scheduled: with a manual clock and seeded randomness a
/// whole actor system takes the same steps every time.
/// </summary>
public sealed class SteppedDispatcher
{
    /// <summary>Runs after which <see cref="RunAll"/> says that the actors never come to rest.</summary>
    public const int RunsMax = 1_000_000;

    private readonly ConcurrentQueue<Mailbox> _scheduled = new();
    private readonly Dispatcher _dispatcher;

    public SteppedDispatcher() => _dispatcher = new Dispatcher(this);

    /// <summary>Let the next scheduled actor handle one message. False where none is scheduled.</summary>
    public bool Step()
    {
        bool any = _scheduled.TryDequeue(out Mailbox? mailbox);
        mailbox?.Execute();
        return any;
    }

    /// <summary>Step until nothing is scheduled.</summary>
    /// <exception cref="InvalidOperationException">The actors never come to rest.</exception>
    public void RunAll()
    {
        int runs = 0;
        while (Step())
        {
            if (++runs == RunsMax)
            {
                throw new InvalidOperationException($"the actors have not come to rest after {RunsMax} runs");
            }
        }
    }

    internal MessageDispatcher AsDispatcher() => _dispatcher;

    private sealed class Dispatcher : MessageDispatcher
    {
        private readonly Executor _executor;

        public Dispatcher(SteppedDispatcher owner)
            : base(throughput: 1) => _executor = new Executor(owner);

        public override MailboxExecutor ExecutorFor(Mailbox mailbox, string name) => _executor;
    }

    private sealed class Executor : MailboxExecutor
    {
        private readonly SteppedDispatcher _owner;

        public Executor(SteppedDispatcher owner) => _owner = owner;

        public override void Execute(Mailbox mailbox) => _owner._scheduled.Enqueue(mailbox);
    }
}
