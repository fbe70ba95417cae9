using System;

namespace Pelikan.Actors.Kernel;

/// <summary>The recipe of an actor: how to make it, on which dispatcher. Immutable; made again for every restart.</summary>
/// <remarks>
/// With Akka.NET the factory is an expression tree: write it as a constructor call and nothing else.
/// </remarks>
public sealed record Props
{
    private readonly Func<ActorBase> _factory;

    private Props(Func<ActorBase> factory, Type type, SupervisorStrategy? supervisorStrategy)
    {
        _factory = factory;
        Type = type;
        SupervisorStrategy = supervisorStrategy;
    }

    /// <summary>The actor's class.</summary>
    public Type Type { get; }

    /// <summary>The dispatcher's path in the settings.</summary>
    public string Dispatcher { get; private init; } = Dispatchers.DefaultDispatcherId;

    /// <summary>Overrules the actor's own strategy where given.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; private init; }

    public static Props Create<TActor>(Func<TActor> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase => new(factory, typeof(TActor), supervisorStrategy);

    public static Props Create<TActor>()
        where TActor : ActorBase, new() => new(static () => new TActor(), typeof(TActor), null);

    public Props WithDispatcher(string dispatcher) => this with { Dispatcher = dispatcher };

    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) => this with { SupervisorStrategy = supervisorStrategy };

    internal ActorBase NewActor() => _factory();
}
