using System;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>Redis' protocol.</summary>
public readonly struct RespProtocol : IProtocol
{
    public static ServeStatus Serve<TStore>(
        ReadOnlySpan<byte> input,
        ref TStore store,
        in EpochGuard guard,
        ref ResponseWriter output,
        ref SessionState session,
        WorkerContext worker,
        out int consumed)
        where TStore : struct, IStore
    {
        consumed = input.Length;
        return ServeStatus.HangUp;
    }

    public static void Prefetch<TStore>(ReadOnlySpan<byte> input, ref TStore store)
        where TStore : struct, IStore
    {
    }
}
