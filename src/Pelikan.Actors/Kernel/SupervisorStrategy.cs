using System;

namespace Pelikan.Actors.Kernel;

/// <summary>What a supervisor does with a child that has thrown.</summary>
public enum Directive
{
    /// <summary>Go on with the next message, state kept.</summary>
    Resume,

    /// <summary>Go on with a new instance; the mailbox is kept.</summary>
    Restart,

    /// <summary>Fail oneself with the child's exception, for one's own supervisor to decide on.</summary>
    Escalate,

    Stop,
}

/// <summary>How an actor decides on failures of its children.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>Stop what could not be made, was killed or lost a watched actor; restart the rest.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecide);

    public static readonly SupervisorStrategy StoppingStrategy = new OneForOneStrategy(_ => Directive.Stop);

    // Only the kernel's own strategies know how to count restarts.
    private protected SupervisorStrategy()
    {
    }

    /// <summary>The decision of <see cref="DefaultStrategy"/>, for deciders that differ in a few cases.</summary>
    public static Directive DefaultDecide(Exception cause) => cause switch
    {
        ActorInitializationException or ActorKilledException or DeathPactException => Directive.Stop,
        _ => Directive.Restart,
    };

    /// <summary>The directive for a child that has thrown, its restarts counted.</summary>
    internal abstract Directive Decide(Exception cause, RestartStatistics restarts);
}

/// <summary>Decides on the child that failed, and on it alone.</summary>
public sealed class OneForOneStrategy : SupervisorStrategy
{
    private readonly int? _maxNrOfRetries;
    private readonly TimeSpan? _withinTimeRange;
    private readonly Func<Exception, Directive> _decider;

    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(null, null, localOnlyDecider)
    {
    }

    /// <param name="maxNrOfRetries">Restarts allowed within the range; one more stops the child. Null or negative: any number.</param>
    /// <param name="withinTimeRange">The range; null: the child's whole life.</param>
    /// <param name="localOnlyDecider">The decision on one exception.</param>
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
    {
        _maxNrOfRetries = maxNrOfRetries >= 0 ? maxNrOfRetries : null;
        _withinTimeRange = withinTimeRange;
        _decider = localOnlyDecider;
    }

    /// <summary>The decision alone, nothing counted.</summary>
    internal Directive DecideOn(Exception cause) => _decider(cause);

    internal override Directive Decide(Exception cause, RestartStatistics restarts)
    {
        Directive directive = _decider(cause);
        bool refused = directive == Directive.Restart && !restarts.Permit(_maxNrOfRetries, _withinTimeRange);
        return refused ? Directive.Stop : directive;
    }
}
