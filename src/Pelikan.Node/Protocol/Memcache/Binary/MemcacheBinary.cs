using System;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>memcached's binary protocol.</summary>
public readonly struct MemcacheBinary : IProtocol
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
