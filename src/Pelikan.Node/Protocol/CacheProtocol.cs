using System;
using Pelikan.Node.Protocol.Memcache.Binary;
using Pelikan.Node.Protocol.Memcache.Text;
using Pelikan.Node.Protocol.Resp;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Protocol;

/// <summary>
/// What a cache's data port speaks: the first byte of a session decides between the protocols that are served, once and for all.
/// </summary>
public readonly struct CacheProtocol : IProtocol
{
    /// <summary>The first byte of every binary request.</summary>
    public const byte BinaryMagic = 0x80;

    /// <summary>The first byte of a RESP request that is an array.</summary>
    public const byte RespArray = (byte)'*';

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
        if (session.Dialect == Dialect.Undecided && !input.IsEmpty)
        {
            session.Dialect = DialectOf(input[0], worker.Protocols);
        }

        return session.Dialect switch
        {
            Dialect.Binary => MemcacheBinary.Serve(input, ref store, in guard, ref output, ref session, worker, out consumed),
            Dialect.Resp => RespProtocol.Serve(input, ref store, in guard, ref output, ref session, worker, out consumed),
            _ => MemcacheText.Serve(input, ref store, in guard, ref output, ref session, worker, out consumed),
        };
    }

    // A hint: what the bytes look like is good enough.
    public static int LookAhead(ReadOnlySpan<byte> input, Span<Range> keys) => (input.IsEmpty ? 0 : input[0]) switch
    {
        BinaryMagic => BinaryLookAhead.Find(input, keys),
        RespArray => RespLookAhead.Find(input, keys),
        _ => TextLookAhead.Find(input, keys),
    };

    private static Dialect DialectOf(byte first, ProtocolSet served) => served switch
    {
        ProtocolSet.Resp => Dialect.Resp,
        ProtocolSet.All when first == RespArray => Dialect.Resp,
        _ => first == BinaryMagic ? Dialect.Binary : Dialect.Text,
    };
}
