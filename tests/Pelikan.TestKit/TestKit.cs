using System;
using Pelikan.Actors;

namespace Pelikan.TestKit;

/// <summary>
/// The foundation of a test of actors: a system on a manual clock, an actor to receive, and what is expected of it.
/// What the system reports is in <see cref="Observer"/>. Dispose ends the system.
/// </summary>
public abstract class TestKit : Expectations, IDisposable
{
    /// <param name="config">HOCON that overrules the reference settings.</param>
    /// <param name="stepped">Run every pooled actor on <see cref="Stepped"/>, one message run at a time, as the test asks.</param>
    protected TestKit(string config = "", bool stepped = false)
    {
        Settings = ActorSettings.Parse(config);
        Sys = ActorSystem.Create("test", new KernelSetup
        {
            Config = Settings.Config,
            Time = Clock,
            Random = new Random(1),
            Observer = Observer,
            PooledDispatcher = stepped ? Stepped.AsDispatcher() : null,
        });
        Probe = new ProbeRef(this, Sys, "testActor");
    }

    public ActorSystem Sys { get; }

    public ActorSettings Settings { get; }

    /// <summary>The system's clock: nothing in it happens for time's sake until a test advances it.</summary>
    public ManualClock Clock { get; } = new();

    public RecordingObserver Observer { get; } = new();

    /// <summary>Runs the actors of a stepped system.</summary>
    public SteppedDispatcher Stepped { get; } = new();

    private protected override ProbeRef Probe { get; }

    public TestProbe CreateTestProbe(string? name = null) => new(Sys, name);

    /// <summary>Try until the assertion holds, within a deadline of the real clock.</summary>
    public static void AwaitAssert(Action assertion, TimeSpan? duration = null) => Eventually.Assert(assertion, duration);

    public static void AwaitCondition(Func<bool> condition, TimeSpan? max = null) => Eventually.True(condition, "the awaited condition", max);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Sys.Dispose();
}
