using Pelikan.Storage;
using Pelikan.Storage.Packs;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>
/// What serving one request needs around it: the store, the turn, the session, and where the reply goes. Lives on the stack for one call
/// of <see cref="IProtocol.Serve"/>.
/// </summary>
internal ref struct RespExchange<TStore>
    where TStore : struct, IStore
{
    public readonly ref TStore Store;
    public readonly ref SessionState Session;
    public readonly EpochGuard Guard;
    public readonly RespWriter Reply;
    public readonly WorkerContext Worker;

    public RespExchange(ref TStore store, in EpochGuard guard, RespWriter reply, ref SessionState session, WorkerContext worker, long progress)
    {
        Store = ref store;
        Session = ref session;
        Guard = guard;
        Reply = reply;
        Worker = worker;
        Progress = progress;
    }

    public readonly ProtocolLimits Limits => Worker.Limits;

    public readonly IServerControl Server => Worker.Server;

    /// <summary>The server, to be asked for its statistics, which are dear: this session has had its turn.</summary>
    public readonly IServerControl ServerForStats
    {
        get
        {
            Guard.SpendTurn();
            return Worker.Server;
        }
    }

    public readonly PackEditor Packs => Worker.Packs;

    /// <summary>What <see cref="Pause"/> was given when this request was served as far as there was room; 0 at its beginning.</summary>
    public long Progress { get; private set; }

    public bool IsPaused { get; private set; }

    /// <summary>Whether the session ends with this reply.</summary>
    public bool IsClosing { get; private set; }

    public readonly void Count(RespMetric metric) => Worker.Counters.Increment((int)metric);

    public readonly void Count(RespMetric metric, long amount) => Worker.Counters.Add((int)metric, amount);

    /// <summary>
    /// Answer the rest later: the reply has no room, and the same request is served again, with <paramref name="progress"/>, when it has been sent.
    /// Not 0. What was written stays written.
    /// </summary>
    public void Pause(long progress)
    {
        IsPaused = true;
        Session.Argument = progress;
    }

    /// <summary>After <see cref="Pause"/>: the rest of the reply is not made.</summary>
    public void LeaveOff()
    {
        IsPaused = false;
        Session.Argument = 0;
    }

    public void Close() => IsClosing = true;

    /// <summary>Answer what a store did not do; false where it did.</summary>
    public readonly bool Refuse(StoreStatus status)
    {
        switch (status)
        {
            case StoreStatus.TooLarge:
                Count(RespMetric.ValueTooLarge);
                Reply.Error(RespErrors.TooLarge);
                return true;

            case StoreStatus.NoSpace:
                Count(RespMetric.NoSpace);
                Reply.Error(RespErrors.NoSpace);
                return true;

            case StoreStatus.WrongKind:
                Reply.Error(RespErrors.WrongType);
                return true;

            default:
                return false;
        }
    }
}
