namespace Pelikan.Actors.Kernel;

/// <summary>Handles a message of an <see cref="UntypedActor"/>; what it does not know it gives to Unhandled.</summary>
public delegate void UntypedReceive(object message);

/// <summary>An actor whose behaviour is one method, usually a switch over the message's type.</summary>
public abstract class UntypedActor : ActorBase
{
    internal sealed override Receive InitialBehaviour => Wrap(OnReceive);

    protected abstract void OnReceive(object message);

    protected static void Become(UntypedReceive receive) => Context.Become(Wrap(receive));

    protected static void BecomeStacked(UntypedReceive receive) => Context.BecomeStacked(Wrap(receive));

    protected static void UnbecomeStacked() => Context.UnbecomeStacked();

    private static Receive Wrap(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };
}
