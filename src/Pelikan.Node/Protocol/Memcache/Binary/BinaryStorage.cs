using System;
using System.Buffers.Binary;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>
/// set, add, replace, append and prepend. A value is stored when its whole body is in the input; one that is too large is refused as
/// soon as its head is here, and thrown away as it comes, without being kept.
/// </summary>
internal static class BinaryStorage
{
    private const int ExpiryAt = 4;

    public static ServeStatus Serve<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        if (request.Header.ValueLength > exchange.Limits.ValueBytesMax)
        {
            exchange.Count(FamilyOf(in request));
            RefuseTooLarge(in request, ref exchange);
            return MemcacheBinary.Skip(request.Header.ValueLength, request.Header.HeadLength, ref exchange.Session, out consumed);
        }

        consumed = 0;
        if (!request.TryReadValue(out ReadOnlySpan<byte> value))
        {
            return ServeStatus.Incomplete;
        }

        consumed = (int)request.Length;
        exchange.Count(FamilyOf(in request));
        StoreStatus status = IsExtending(request.Opcode)
            ? Extend(in request, value, ref exchange, out ulong cas)
            : Put(in request, value, ref exchange, out cas);
        Answer(in request, status, cas, ref exchange);
        return ServeStatus.Served;
    }

    /// <summary>Nobody is told the CAS id of what is stored quietly, so storage need not keep it.</summary>
    private static StoreStatus Put<TStore>(
        scoped in BinaryRequest request, ReadOnlySpan<byte> value, ref Exchange<TStore> exchange, out ulong cas)
        where TStore : struct, IStore
    {
        uint flags = BinaryPrimitives.ReadUInt32BigEndian(request.Extras);
        Instant expiry = exchange.ExpiryOf(BinaryPrimitives.ReadUInt32BigEndian(request.Extras[ExpiryAt..]));
        if (!request.Quiet)
        {
            BinaryPut put = new(request.Opcode, value, flags, expiry, request.Header.Cas);
            StoreStatus status = exchange.Store.Update(request.Key, ref put, in exchange.Guard, out cas);
            return status == StoreStatus.Ok ? put.Status : status;
        }

        cas = 0;
        if (request.Header.Cas != 0)
        {
            return exchange.Store.CompareAndSet(request.Key, value, flags, expiry, request.Header.Cas, in exchange.Guard);
        }

        return request.Opcode switch
        {
            BinaryOpcode.Add => exchange.Store.Add(request.Key, value, flags, expiry, in exchange.Guard),
            BinaryOpcode.Replace => exchange.Store.Replace(request.Key, value, flags, expiry, in exchange.Guard),
            _ => exchange.Store.Set(request.Key, value, flags, expiry, in exchange.Guard),
        };
    }

    private static StoreStatus Extend<TStore>(
        scoped in BinaryRequest request, ReadOnlySpan<byte> value, ref Exchange<TStore> exchange, out ulong cas)
        where TStore : struct, IStore
    {
        bool before = request.Opcode == BinaryOpcode.Prepend;
        cas = 0;
        if (request.Quiet && request.Header.Cas == 0)
        {
            return before
                ? exchange.Store.Prepend(request.Key, value, in exchange.Guard)
                : exchange.Store.Append(request.Key, value, in exchange.Guard);
        }

        BinaryExtend extend = new(value, before, request.Header.Cas);
        StoreStatus status = exchange.Store.Update(request.Key, ref extend, in exchange.Guard, out cas);
        return status == StoreStatus.Ok ? extend.Status : status;
    }

    private static void Answer<TStore>(scoped in BinaryRequest request, StoreStatus status, ulong cas, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (status)
        {
            case StoreStatus.Ok:
                exchange.Count(FamilyOf(in request) + MetricOffset.Stored);
                if (!request.Quiet)
                {
                    BinaryReplies.WriteDone(exchange.Output, in request.Header, cas);
                }

                break;

            case StoreStatus.TooLarge when !IsExtending(request.Opcode):
                RefuseTooLarge(in request, ref exchange);
                break;

            case StoreStatus.NoSpace when !IsExtending(request.Opcode):
                exchange.Count(MemcacheMetric.StoreNoSpace);
                Refuse(in request, BinaryStatus.OutOfMemory, ref exchange);
                break;

            default:
                exchange.Count(FamilyOf(in request) + OffsetOf(status, in request));
                BinaryReplies.WriteError(exchange.Output, in request.Header, StatusOf(status, request.Opcode));
                break;
        }
    }

    /// <summary>An append or prepend whose result does not fit is not stored, as in memcached; the item stays as it was.</summary>
    private static BinaryStatus StatusOf(StoreStatus status, BinaryOpcode opcode) => status switch
    {
        StoreStatus.Exists => BinaryStatus.Exists,
        StoreStatus.NotFound => BinaryStatus.NotFound,
        _ => opcode switch
        {
            BinaryOpcode.Add => BinaryStatus.Exists,
            BinaryOpcode.Replace => BinaryStatus.NotFound,
            _ => BinaryStatus.NotStored,
        },
    };

    private static int OffsetOf(StoreStatus status, scoped in BinaryRequest request) =>
        FamilyOf(in request) != MemcacheMetric.Cas ? MetricOffset.NotStored
        : status == StoreStatus.Exists ? MetricOffset.CasExists
        : MetricOffset.CasNotFound;

    private static void RefuseTooLarge<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.ValueTooLarge);
        Refuse(in request, BinaryStatus.TooLarge, ref exchange);
    }

    private static void Refuse<TStore>(scoped in BinaryRequest request, BinaryStatus status, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(FamilyOf(in request) + MetricOffset.Ex);
        if (request.Opcode == BinaryOpcode.Set)
        {
            // A set that cannot be kept still ends the old value: the client has said that it is no longer true.
            exchange.Store.Delete(request.Key, in exchange.Guard);
        }

        BinaryReplies.WriteError(exchange.Output, in request.Header, status);
    }

    private static bool IsExtending(BinaryOpcode opcode) => opcode is BinaryOpcode.Append or BinaryOpcode.Prepend;

    private static MemcacheMetric FamilyOf(scoped in BinaryRequest request) => request.Opcode switch
    {
        BinaryOpcode.Append => MemcacheMetric.Append,
        BinaryOpcode.Prepend => MemcacheMetric.Prepend,
        _ when request.Header.Cas != 0 => MemcacheMetric.Cas,
        BinaryOpcode.Add => MemcacheMetric.Add,
        BinaryOpcode.Replace => MemcacheMetric.Replace,
        _ => MemcacheMetric.Set,
    };
}
