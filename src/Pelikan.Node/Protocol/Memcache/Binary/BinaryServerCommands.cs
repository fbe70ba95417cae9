using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using Pelikan.Node.Protocol.Memcache.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>The operations about the session and the server as a whole: noop, quit, version, flush and stat.</summary>
internal static class BinaryServerCommands
{
    public static void Serve<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (request.Opcode)
        {
            case BinaryOpcode.Version:
                Version(in request, ref exchange);
                break;

            case BinaryOpcode.Flush:
                Flush(in request, ref exchange);
                break;

            case BinaryOpcode.Stat:
                Stat(in request, ref exchange);
                break;

            default:
                Debug.Assert(request.Opcode == BinaryOpcode.Noop, "the others are served elsewhere");
                exchange.Count(MemcacheMetric.BinaryNoop);
                BinaryReplies.WriteDone(exchange.Output, in request.Header);
                break;
        }
    }

    public static void Quit<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.Quit);
        if (!request.Quiet)
        {
            BinaryReplies.WriteDone(exchange.Output, in request.Header);
        }
    }

    private static void Version<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.Version);
        ReadOnlySpan<byte> memcached = TextReplies.Version["VERSION ".Length..];
        string own = exchange.Server.Version;
        int bodyLength = memcached.Length + own.Length;
        Span<byte> reply = exchange.Output.Reserve(BinaryHeader.Length + bodyLength);
        request.Header.WriteReply(reply, BinaryStatus.Ok, cas: 0, extrasLength: 0, keyLength: 0, bodyLength);
        memcached.CopyTo(reply[BinaryHeader.Length..]);
        Encoding.ASCII.GetBytes(own, reply[(BinaryHeader.Length + memcached.Length)..]);
        exchange.Output.Advance(BinaryHeader.Length + bodyLength);
    }

    /// <summary>At once without an expiry or for 0.</summary>
    private static void Flush<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.FlushAll);
        if (!exchange.Server.FlushAllowed)
        {
            exchange.Count(MemcacheMetric.FlushAllEx);
            BinaryReplies.WriteError(exchange.Output, in request.Header, BinaryStatus.AuthFailure);
            return;
        }

        uint delay = request.Extras.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32BigEndian(request.Extras);
        Instant at = delay == 0 ? exchange.Guard.Now : exchange.ExpiryOf(delay);
        exchange.Store.FlushAll(at, in exchange.Guard);
        if (!request.Quiet)
        {
            BinaryReplies.WriteDone(exchange.Output, in request.Header);
        }
    }

    /// <summary>One reply for each statistic, and one without a key behind the last.</summary>
    private static void Stat<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.Stats);
        List<KeyValuePair<string, string>> stats = [];
        ReadOnlySpan<byte> group = GroupOf(request.Key);
        if (group.SequenceEqual("reset"u8))
        {
            exchange.Server.ResetStats();
        }
        else if (IsNeverKnown(group) || (!exchange.VisitStats(group, (name, value) => stats.Add(new(name, value))) && !IsNeverUnknown(group)))
        {
            exchange.Count(MemcacheMetric.StatsEx);
            BinaryReplies.WriteError(exchange.Output, in request.Header, BinaryStatus.NotFound);
            return;
        }

        foreach ((string name, string value) in stats)
        {
            byte[] key = Encoding.UTF8.GetBytes(name);
            BinaryReplies.Write(exchange.Output, in request.Header, BinaryStatus.Ok, cas: 0, extras: default, key, Encoding.UTF8.GetBytes(value));
        }

        BinaryReplies.WriteDone(exchange.Output, in request.Header);
    }

    /// <summary>These two are known by how they begin, as in memcached.</summary>
    private static ReadOnlySpan<byte> GroupOf(ReadOnlySpan<byte> key) =>
        key.StartsWith("reset"u8) ? "reset"u8 : key.StartsWith("settings"u8) ? "settings"u8 : key;

    // memcached's binary protocol has no list of connections.
    private static bool IsNeverKnown(scoped ReadOnlySpan<byte> group) => group.SequenceEqual("conns"u8);

    // Exporters ask for these of every server.
    private static bool IsNeverUnknown(scoped ReadOnlySpan<byte> group) =>
        group.SequenceEqual("items"u8) || group.SequenceEqual("slabs"u8) || group.SequenceEqual("sizes"u8);
}
