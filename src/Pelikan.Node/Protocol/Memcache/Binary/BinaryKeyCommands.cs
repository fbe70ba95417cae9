using System;
using System.Buffers.Binary;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>delete, increment and decrement.</summary>
internal static class BinaryKeyCommands
{
    /// <summary>The expiry that says: do not begin a number where there is none.</summary>
    private const uint ExpiryOfNone = 0xffffffff;

    private const int InitialAt = 8;
    private const int ExpiryAt = 16;
    private const int NumberLength = 8;

    public static void Delete<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.Delete);
        StoreStatus status = Remove(in request, ref exchange);
        switch (status)
        {
            case StoreStatus.Ok:
                exchange.Count(MemcacheMetric.Delete + MetricOffset.Done);
                if (!request.Quiet)
                {
                    BinaryReplies.WriteDone(exchange.Output, in request.Header);
                }

                break;

            case StoreStatus.Exists:
                Refuse(MemcacheMetric.Delete, in request, BinaryStatus.Exists, ref exchange);
                break;

            default:
                exchange.Count(MemcacheMetric.Delete + MetricOffset.NotFound);
                BinaryReplies.WriteError(exchange.Output, in request.Header, BinaryStatus.NotFound);
                break;
        }
    }

    public static void Count<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        bool down = request.Opcode == BinaryOpcode.Decrement;
        ReadOnlySpan<byte> extras = request.Extras;
        uint exptime = BinaryPrimitives.ReadUInt32BigEndian(extras[ExpiryAt..]);
        BinaryCount count = new(BinaryPrimitives.ReadUInt64BigEndian(extras), down, request.Header.Cas)
        {
            Begins = exptime != ExpiryOfNone,
            Initial = BinaryPrimitives.ReadUInt64BigEndian(extras[InitialAt..]),
            Expiry = exchange.ExpiryOf(exptime),
            TellsCas = !request.Quiet,
        };
        MemcacheMetric family = down ? MemcacheMetric.Decr : MemcacheMetric.Incr;
        exchange.Count(family);
        StoreStatus status = exchange.Store.Update(request.Key, ref count, in exchange.Guard, out ulong cas);
        switch (status == StoreStatus.Ok ? count.Status : status)
        {
            case StoreStatus.Ok:
                exchange.Count(family + MetricOffset.Done);
                AnswerNumber(in request, count.Result, cas, exchange.Output);
                break;

            case StoreStatus.NotFound:
                exchange.Count(family + MetricOffset.NotFound);
                BinaryReplies.WriteError(exchange.Output, in request.Header, BinaryStatus.NotFound);
                break;

            case StoreStatus.NotNumeric:
                Refuse(family, in request, BinaryStatus.NotNumeric, ref exchange);
                break;

            case StoreStatus.Exists:
                Refuse(family, in request, BinaryStatus.Exists, ref exchange);
                break;

            case StoreStatus.NotStored:
                Refuse(family, in request, BinaryStatus.NotStored, ref exchange);
                break;

            default:
                exchange.Count(MemcacheMetric.StoreNoSpace);
                Refuse(family, in request, BinaryStatus.OutOfMemory, ref exchange);
                break;
        }
    }

    private static StoreStatus Remove<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (request.Header.Cas == 0)
        {
            return exchange.Store.Delete(request.Key, in exchange.Guard);
        }

        BinaryRemove remove = new(request.Header.Cas);
        exchange.Store.Update(request.Key, ref remove, in exchange.Guard, out _);
        return remove.Status;
    }

    private static void AnswerNumber(scoped in BinaryRequest request, ulong number, ulong cas, ResponseWriter output)
    {
        if (request.Quiet)
        {
            return;
        }

        Span<byte> value = stackalloc byte[NumberLength];
        BinaryPrimitives.WriteUInt64BigEndian(value, number);
        BinaryReplies.Write(output, in request.Header, BinaryStatus.Ok, cas, extras: default, key: default, value);
    }

    private static void Refuse<TStore>(
        MemcacheMetric family, scoped in BinaryRequest request, BinaryStatus status, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(family + MetricOffset.Ex);
        BinaryReplies.WriteError(exchange.Output, in request.Header, status);
    }
}
