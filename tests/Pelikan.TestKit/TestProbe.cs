namespace Pelikan.TestKit;

/// <summary>A receiver of its own for one part of a test: receives, answers, watches.</summary>
public sealed class TestProbe : Expectations
{
    internal TestProbe(ActorSystem system, string? name) => Probe = new ProbeRef(this, system, name);

    public IActorRef Ref => Probe;

    private protected override ProbeRef Probe { get; }

    /// <summary>Send a message whose answer comes here.</summary>
    public void Send(IActorRef actor, object message) => actor.Tell(message, Probe);

    /// <summary>Answer the message that was expected last.</summary>
    public void Reply(object message) => LastSender.Tell(message, Probe);
}
