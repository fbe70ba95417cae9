using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using static Pelikan.Actors.Kernel.KernelMetrics;

namespace Pelikan.Actors.Kernel;

/// <summary>A tree of actors with what they share: settings, clock, dispatchers, dead letters.</summary>
public sealed class ActorSystem : IActorRefFactory, IDisposable
{
    private readonly IKernelObserver _observer;
    private readonly Random _random;
    private readonly Lock _randomGate = new();
    private readonly Scheduler _scheduler;
    private readonly DeadLettersRef _deadLetters;
    private readonly LocalActorRef _user;
    private readonly ActorPath _temporary;
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _temporaryCount;

    private ActorSystem(string name, KernelSetup setup)
    {
        ActorPath.RequireName(name);
        Name = name;
        Time = setup.Time;
        Settings = new KernelSettings(setup.Config);
        Dispatchers = new Dispatchers(setup.Config, setup.PooledDispatcher);
        _observer = setup.Observer;
        _random = setup.Random;
        _scheduler = new Scheduler(setup.Time);
        ActorPath root = ActorPath.Root(name);
        _temporary = root.Child("temp");
        _deadLetters = new DeadLettersRef(root.Child("deadLetters"), this);
        _user = new LocalActorRef(root.Child("user"), this, Props.Create<UserGuardian>(), new RootRef(root, this));
        CoordinatedShutdown = new CoordinatedShutdown(this, setup.Config);
        _user.SendSystem(new SystemMessage.Create());
    }

    public string Name { get; }

    public KernelSettings Settings { get; }

    public IScheduler Scheduler => _scheduler;

    /// <summary>Takes what reaches nobody.</summary>
    public IActorRef DeadLetters => _deadLetters;

    public KernelMetrics Metrics { get; } = new();

    /// <summary>Done once every actor has ended.</summary>
    public Task WhenTerminated => _terminated.Task;

    internal TimeProvider Time { get; }

    internal Dispatchers Dispatchers { get; }

    internal CoordinatedShutdown CoordinatedShutdown { get; }

    /// <exception cref="HoconException">A setting is missing or makes no sense.</exception>
    public static ActorSystem Create(string name, KernelSetup setup) => new(name, setup);

    public static ActorSystem Create(string name, Config config) => new(name, new KernelSetup { Config = config });

    /// <summary>Make a top-level actor. From any thread.</summary>
    public IActorRef ActorOf(Props props, string? name = null) => _user.Cell.ActorOf(props, name);

    public void Stop(IActorRef actor) => _user.Cell.Stop(actor);

    /// <summary>Run the coordinated shutdown, whose last phase stops every actor.</summary>
    public Task Terminate() => CoordinatedShutdown.Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);

    /// <summary>Stop every actor now, without the coordinated shutdown.</summary>
    public void Dispose() => FinalTerminate();

    internal void FinalTerminate() => _user.SendSystem(new SystemMessage.Terminate());

    internal ActorPath NextTemporaryPath() =>
        _temporary.Child(string.Create(CultureInfo.InvariantCulture, $"${Interlocked.Increment(ref _temporaryCount)}"));

    /// <summary>Uniform in [0, 1).</summary>
    internal double NextRandom()
    {
        lock (_randomGate)
        {
            return _random.NextDouble();
        }
    }

    internal void Undeliverable(in Envelope envelope, IActorRef recipient, bool full)
    {
        Metrics.Add(Metric.DeadLetter);
        Metrics.Add(Metric.MailboxFull, full ? 1 : 0);
        _observer.DeadLetter(new DeadLetter(envelope.Message, envelope.Sender, recipient));
    }

    internal void Unhandled(object message, IActorRef receiver)
    {
        Metrics.Add(Metric.Unhandled);
        _observer.Unhandled(message, receiver);
    }

    internal void ActorFailed(IActorRef actor, Exception cause)
    {
        Metrics.Add(Metric.Failure);
        _observer.Failed(actor, cause, null);
    }

    internal void Decided(IActorRef actor, Exception cause, Directive directive) => _observer.Failed(actor, cause, directive);

    internal void ShutdownTaskFailed(string phase, string task, Exception cause) => _observer.ShutdownTaskFailed(phase, task, cause);

    /// <summary>Above the top-level guardian: its end is the system's end, and its failure too.</summary>
    private sealed class RootRef : InternalActorRef
    {
        public RootRef(ActorPath path, ActorSystem system)
            : base(path, system)
        {
        }

        public override void Tell(object message, IActorRef? sender) => System.Undeliverable(new Envelope(message, sender), this, full: false);

        public override void SendSystem(SystemMessage message)
        {
            switch (message)
            {
                case SystemMessage.Ended:
                    System._scheduler.CancelAll();
                    System._terminated.TrySetResult();
                    break;
                case SystemMessage.Failed failed:
                    System.Decided(failed.Child, failed.Cause, Directive.Stop);
                    System.FinalTerminate();
                    break;
            }
        }
    }

    private sealed class DeadLettersRef : InternalActorRef
    {
        public DeadLettersRef(ActorPath path, ActorSystem system)
            : base(path, system)
        {
        }

        public override void Tell(object message, IActorRef? sender) => System.Undeliverable(new Envelope(message, sender), this, full: false);

        public override void SendSystem(SystemMessage message)
        {
            if (message is SystemMessage.Watch watch)
            {
                watch.Watcher.SendSystem(new SystemMessage.Ended(this));
            }
        }
    }

    /// <summary>The parent of the top-level actors.</summary>
    private sealed class UserGuardian : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }
}
