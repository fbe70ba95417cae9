using System;
using System.Collections.Generic;

namespace Pelikan.Actors.Kernel;

/// <summary>
/// An actor whose constructor, and each method given to Become, lists what it receives. The first handler that fits a message
/// gets it.
/// </summary>
public abstract class ReceiveActor : ActorBase
{
    private List<Receive>? _configuring;

    protected ReceiveActor()
    {
        List<Receive> handlers = [];
        _configuring = handlers;
        InitialBehaviour = message => TryHandle(handlers, message);
    }

    internal sealed override Receive InitialBehaviour { get; }

    /// <summary>Close the constructor's list: what it holds is the first behaviour.</summary>
    internal void EndConfiguration() => _configuring = null;

    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Add(message =>
    {
        if (message is not T typed || (shouldHandle is not null && !shouldHandle(typed)))
        {
            return false;
        }

        handler(typed);
        return true;
    });

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>The handler itself says whether it takes the message.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Add(message => message is T typed && handler(typed));

    protected void ReceiveAny(Action<object> handler) => Receive(handler);

    protected void Become(Action configure) => Context.Become(Configure(configure));

    protected void BecomeStacked(Action configure) => Context.BecomeStacked(Configure(configure));

    protected static void UnbecomeStacked() => Context.UnbecomeStacked();

    private static bool TryHandle(List<Receive> handlers, object message)
    {
        foreach (Receive handler in handlers)
        {
            if (handler(message))
            {
                return true;
            }
        }

        return false;
    }

    private Receive Configure(Action configure)
    {
        List<Receive>? outer = _configuring;
        List<Receive> handlers = [];
        _configuring = handlers;
        try
        {
            configure();
        }
        finally
        {
            _configuring = outer;
        }

        return message => TryHandle(handlers, message);
    }

    private void Add(Receive handler)
    {
        if (_configuring is null)
        {
            throw new InvalidOperationException("handlers are added in the constructor or in a method given to Become, and nowhere else");
        }

        _configuring.Add(handler);
    }
}
