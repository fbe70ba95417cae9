using System.Threading;
using Pelikan.Actors.Messages;

namespace Pelikan.Actors.Storage;

/// <summary>
/// Carries "free segments run out" from a worker to a storage actor. At most one such message is under way. A mailbox takes a lock,
/// so the worker leaves even that to the thread pool.
/// </summary>
internal sealed class PressureSignal : IThreadPoolWorkItem
{
    private static readonly PressureSignalled Message = new();

    private IActorRef _receiver = ActorRefs.Nobody;
    private int _underWay;

    /// <summary>Whether an actor hears the signal.</summary>
    public bool IsConnected => !Volatile.Read(ref _receiver).IsNobody();

    /// <summary>Any thread. Allocates nothing and waits for nobody.</summary>
    public void Raise()
    {
        if (Volatile.Read(ref _underWay) == 0 && Interlocked.Exchange(ref _underWay, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>From now on an actor hears the signal.</summary>
    public void SendTo(IActorRef receiver)
    {
        Volatile.Write(ref _receiver, receiver);
        Clear();
    }

    /// <summary>The actor has ended. A signal raised now waits for the next one.</summary>
    public void Disconnect() => Volatile.Write(ref _receiver, ActorRefs.Nobody);

    /// <summary>The next Raise sends again. Before the work it asks for, so that a pressure that rises meanwhile is not lost.</summary>
    public void Clear() => Interlocked.Exchange(ref _underWay, 0);

    public void Execute() => Volatile.Read(ref _receiver).Tell(Message, ActorRefs.NoSender);
}
