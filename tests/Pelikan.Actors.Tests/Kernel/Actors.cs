using System;
using System.Collections.Generic;

namespace Pelikan.Actors.Tests.Kernel;

/// <summary>Answers what it receives; fails, stops and speaks of its life on request.</summary>
internal sealed class EchoActor : UntypedActor
{
    private readonly IActorRef _witness;

    public EchoActor(IActorRef witness) => _witness = witness;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Exception failure:
                throw failure;
            case "stop":
                Context.Stop(Self);
                break;
            case Props props:
                Sender.Tell(Context.ActorOf(props, "child"));
                break;
            case "unknown":
                Unhandled(message);
                break;
            default:
                Sender.Tell(message);
                break;
        }
    }

    protected override void PreStart() => _witness.Tell("PreStart");

    protected override void PostStop() => _witness.Tell("PostStop");

    protected override void PreRestart(Exception reason, object message)
    {
        _witness.Tell($"PreRestart {message.GetType().Name}");
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        _witness.Tell("PostRestart");
        base.PostRestart(reason);
    }
}

/// <summary>A parent whose decider the test chooses. Messages go to its one child.</summary>
internal sealed class Supervisor : UntypedActor
{
    private readonly SupervisorStrategy _strategy;
    private readonly IActorRef _child;

    public Supervisor(SupervisorStrategy strategy, Props child)
    {
        _strategy = strategy;
        _child = Context.ActorOf(child, "child");
    }

    protected override SupervisorStrategy SupervisorStrategy() => _strategy;

    protected override void OnReceive(object message)
    {
        if (message is "child")
        {
            Sender.Tell(_child);
        }
        else
        {
            _child.Forward(message);
        }
    }
}

/// <summary>Counts what it is told; tells the count on request; throws on request.</summary>
internal sealed class Counter : ReceiveActor
{
    private int _count;

    public Counter()
    {
        Receive<int>(amount => _count += amount);
        Receive<Exception>(failure => throw failure);
        Receive<string>(text => text == "get", _ => Sender.Tell(_count));
    }
}

/// <summary>Runs what the test gives it, inside the actor.</summary>
internal sealed class Scripted : UntypedActor, IWithStash, IWithTimers
{
    private readonly Action<Scripted, object> _script;

    public Scripted(Action<Scripted, object> script) => _script = script;

    public IStash Stash { get => field ?? throw new InvalidOperationException("no stash yet"); set; }

    public ITimerScheduler Timers { get => field ?? throw new InvalidOperationException("no timers yet"); set; }

    public List<object> Seen { get; } = [];

    public IActorContext Cell => Context;

    public IActorRef From => Sender;

    public static Props Props(Action<Scripted, object> script) => Pelikan.Actors.Kernel.Props.Create(() => new Scripted(script));

    public void Switch(UntypedReceive receive) => Become(receive);

    public void Push(UntypedReceive receive) => BecomeStacked(receive);

    public void Pop() => UnbecomeStacked();

    public void Pass(object message) => Unhandled(message);

    protected override void OnReceive(object message) => _script(this, message);
}
