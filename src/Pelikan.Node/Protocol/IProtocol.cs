using System;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Protocol;

/// <summary>
/// A wire protocol: parses one request out of the received bytes, executes it on the store and appends the reply,
/// in one pass. Implemented by structs, so that each worker is compiled for its protocol and store.
/// </summary>
public interface IProtocol
{
    /// <summary>
    /// Serve the request at the head of <paramref name="input"/>. Never blocks, never throws, never allocates on a
    /// request that moves data. <paramref name="consumed"/> bytes of input are used up, whatever the status.
    /// </summary>
    static abstract ServeStatus Serve<TStore>(
        ReadOnlySpan<byte> input,
        ref TStore store,
        in EpochGuard guard,
        ref ResponseWriter output,
        ref SessionState session,
        WorkerContext worker,
        out int consumed)
        where TStore : struct, IStore;

    /// <summary>
    /// Start loading what the next requests in <paramref name="input"/> will read. A hint: it may do nothing, and changes nothing.
    /// </summary>
    static abstract void Prefetch<TStore>(ReadOnlySpan<byte> input, ref TStore store)
        where TStore : struct, IStore;
}
