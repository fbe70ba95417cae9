using System;
using static Pelikan.Actors.Kernel.KernelMetrics;

namespace Pelikan.Actors.Kernel;

/// <summary>
/// The parent of one child, which it starts again after a delay that doubles with every failure in a row. Passes every message on
/// to the child, and what the child sends it on to its own parent; without a child, messages are dead letters.
/// </summary>
public sealed class BackoffSupervisor : UntypedActor
{
    // 2^30 times the smallest delay is past every largest one.
    private const int DoublingsMax = 30;

    private readonly BackoffOptions _options;
    private IActorRef? _child;
    private int _restartCount;
    private bool _childFailed;

    internal BackoffSupervisor(BackoffOptions options) => _options = options;

    /// <summary>The supervisor of a child.</summary>
    public static Props Props(BackoffOptions options) => Kernel.Props.Create(() => new BackoffSupervisor(options));

    /// <summary>The delay before restart number <paramref name="restartCount"/> (0 for the first): doubled, capped, and only then stretched at random.</summary>
    internal static TimeSpan CalculateDelay(int restartCount, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, double random)
    {
        double doubled = minBackoff.TotalMilliseconds * Math.Pow(2, Math.Min(restartCount, DoublingsMax));
        double capped = Math.Min(maxBackoff.TotalMilliseconds, doubled);
        return TimeSpan.FromMilliseconds(capped * (1 + (random * randomFactor)));
    }

    protected override void PreStart() => StartTheChild();

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
    {
        Directive directive = _options.Strategy.DecideOn(cause);
        _childFailed = directive == Directive.Restart;
        return _childFailed ? Directive.Stop : directive;
    });

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case StartChild when _child is null:
                Context.System.Metrics.Add(Metric.BackOff);
                StartTheChild();
                break;
            case ResetRestartCount reset:
                _restartCount = reset.Current == _restartCount ? 0 : _restartCount;
                break;
            case GetCurrentChild:
                Sender.Tell(new CurrentChild(_child ?? ActorRefs.Nobody));
                break;
            case GetRestartCount:
                Sender.Tell(new RestartCount(_restartCount));
                break;
            case Terminated terminated when terminated.ActorRef.Equals(_child):
                ChildEnded();
                break;
            case object fromChild when Sender.Equals(_child):
                Context.Parent.Forward(fromChild);
                break;
            default:
                (_child ?? Context.System.DeadLetters).Forward(message);
                break;
        }
    }

    private void StartTheChild()
    {
        _childFailed = false;
        _child = Context.Watch(Context.ActorOf(_options.ChildProps, _options.ChildName));
        Context.System.Scheduler.ScheduleTellOnce(_options.ResetBackoff, Self, new ResetRestartCount(_restartCount), Self);
    }

    private void ChildEnded()
    {
        _child = null;
        bool again = _childFailed || _options.AfterStop;
        bool spent = _options.MaxNrOfRetries >= 0 && _restartCount >= _options.MaxNrOfRetries;
        if (!again || spent)
        {
            Context.Stop(Self);
            return;
        }

        TimeSpan delay = CalculateDelay(
            _restartCount, _options.MinBackoff, _options.MaxBackoff, _options.RandomFactor, Context.System.NextRandom());
        _restartCount++;
        Context.System.Scheduler.ScheduleTellOnce(delay, Self, StartChild.Instance, Self);
    }

    /// <summary>Asks for the child; answered with <see cref="CurrentChild"/>.</summary>
    public sealed class GetCurrentChild
    {
        public static readonly GetCurrentChild Instance = new();

        private GetCurrentChild()
        {
        }
    }

    /// <summary>The child, or <see cref="ActorRefs.Nobody"/> while it waits to be started.</summary>
    public sealed class CurrentChild(IActorRef actor)
    {
        public IActorRef Ref { get; } = actor;
    }

    /// <summary>Asks how often the child was started again in a row; answered with <see cref="RestartCount"/>.</summary>
    public sealed class GetRestartCount
    {
        public static readonly GetRestartCount Instance = new();

        private GetRestartCount()
        {
        }
    }

    public sealed class RestartCount(int count)
    {
        public int Count { get; } = count;
    }

    private sealed class StartChild
    {
        public static readonly StartChild Instance = new();

        private StartChild()
        {
        }
    }

    private sealed record ResetRestartCount(int Current);
}
