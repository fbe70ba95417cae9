using System;

namespace Pelikan.Actors.Kernel;

/// <summary>Makes the options of a <see cref="BackoffSupervisor"/>.</summary>
public static class Backoff
{
    /// <summary>Start the child again after it has failed, each time later.</summary>
    /// <param name="childProps">How to make the child.</param>
    /// <param name="childName">Its name below the supervisor.</param>
    /// <param name="minBackoff">The delay after the first failure.</param>
    /// <param name="maxBackoff">The delay that doubling ends at.</param>
    /// <param name="randomFactor">0.2 adds up to 20 % to each delay, so that many children do not come back at once.</param>
    /// <param name="maxNrOfRetries">The supervisor stops after so many; -1: never.</param>
    public static BackoffOptions OnFailure(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        new(childProps, childName, minBackoff, maxBackoff, randomFactor) { MaxNrOfRetries = maxNrOfRetries };

    /// <summary>Start the child again after it has ended, whether it failed or stopped by itself.</summary>
    public static BackoffOptions OnStop(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        new(childProps, childName, minBackoff, maxBackoff, randomFactor) { MaxNrOfRetries = maxNrOfRetries, AfterStop = true };
}

/// <summary>How a <see cref="BackoffSupervisor"/> treats its child. Immutable.</summary>
public sealed record BackoffOptions
{
    internal BackoffOptions(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(minBackoff, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBackoff, minBackoff);
        ArgumentOutOfRangeException.ThrowIfNegative(randomFactor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(randomFactor, 1);
        ChildProps = childProps;
        ChildName = childName;
        MinBackoff = minBackoff;
        MaxBackoff = maxBackoff;
        RandomFactor = randomFactor;
        ResetBackoff = minBackoff;
    }

    internal Props ChildProps { get; }

    internal string ChildName { get; }

    internal TimeSpan MinBackoff { get; }

    internal TimeSpan MaxBackoff { get; }

    internal double RandomFactor { get; }

    internal int MaxNrOfRetries { get; init; } = -1;

    internal bool AfterStop { get; init; }

    internal TimeSpan ResetBackoff { get; private init; }

    internal OneForOneStrategy Strategy { get; private init; } = new(SupervisorStrategy.DefaultDecide);

    /// <summary>Which failures to start again after: those the strategy restarts. Those it stops end child and supervisor.</summary>
    public BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy) => this with { Strategy = supervisorStrategy };

    /// <summary>Count delays from the beginning again once the child has lived for so long. Its smallest delay unless told.</summary>
    public BackoffOptions WithAutoReset(TimeSpan resetBackoff) => this with { ResetBackoff = resetBackoff };
}
