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
    /// Find the first keys of the next requests in <paramref name="input"/>, as many as <paramref name="keys"/> has room for, so that what they
    /// lead to is loaded before it is needed. Returns how many; they are hints and nothing depends on them.
    /// </summary>
    static abstract int LookAhead(ReadOnlySpan<byte> input, Span<Range> keys);
}
