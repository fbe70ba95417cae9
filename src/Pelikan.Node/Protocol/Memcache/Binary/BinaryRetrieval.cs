using System;
using System.Buffers.Binary;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>get, gat and touch, with the key in the reply or without: one key, and its item's flags, value and CAS id.</summary>
internal static class BinaryRetrieval
{
    private const int FlagsLength = 4;

    public static void Serve<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        StoreStatus status = Read(in request, ref exchange, out ItemView item);
        MemcacheMetric family = FamilyOf(request.Opcode);
        exchange.Count(family);
        if (status is StoreStatus.NoSpace or StoreStatus.TooLarge)
        {
            bool tooLarge = status == StoreStatus.TooLarge;
            exchange.Count(tooLarge ? MemcacheMetric.ValueTooLarge : MemcacheMetric.StoreNoSpace);
            exchange.Count(family + MetricOffset.Ex);
            BinaryReplies.WriteError(exchange.Output, in request.Header, tooLarge ? BinaryStatus.TooLarge : BinaryStatus.OutOfMemory);
            return;
        }

        bool found = status == StoreStatus.Ok;
        CountOutcome(family, found, ref exchange);
        if (found)
        {
            AnswerHit(in request, item, exchange.Output);
        }
        else if (!request.Quiet)
        {
            AnswerMiss(in request, exchange.Output);
        }
    }

    private static StoreStatus Read<TStore>(scoped in BinaryRequest request, ref Exchange<TStore> exchange, out ItemView item)
        where TStore : struct, IStore
    {
        if (request.Opcode is BinaryOpcode.Get or BinaryOpcode.GetKey)
        {
            return exchange.Store.GetWithCas(request.Key, in exchange.Guard, out item);
        }

        Instant expiry = exchange.ExpiryOf(BinaryPrimitives.ReadUInt32BigEndian(request.Extras));
        return exchange.Store.GetAndTouch(request.Key, expiry, in exchange.Guard, out item);
    }

    private static void AnswerHit(scoped in BinaryRequest request, scoped ItemView item, ResponseWriter output)
    {
        Span<byte> flags = stackalloc byte[FlagsLength];
        BinaryPrimitives.WriteUInt32BigEndian(flags, item.Flags);
        ReadOnlySpan<byte> key = TellsKey(request.Opcode) ? request.Key : default;
        ReadOnlySpan<byte> value = request.Opcode == BinaryOpcode.Touch ? default : item.Value;
        BinaryReplies.Write(output, in request.Header, BinaryStatus.Ok, item.Cas, flags, key, value);
    }

    /// <summary>Who asked for the key has it in place of the words.</summary>
    private static void AnswerMiss(scoped in BinaryRequest request, ResponseWriter output)
    {
        if (TellsKey(request.Opcode))
        {
            BinaryReplies.Write(output, in request.Header, BinaryStatus.NotFound, cas: 0, extras: default, request.Key, value: default);
        }
        else
        {
            BinaryReplies.WriteError(output, in request.Header, BinaryStatus.NotFound);
        }
    }

    private static void CountOutcome<TStore>(MemcacheMetric family, bool found, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (family == MemcacheMetric.Touch)
        {
            exchange.Count(family + (found ? MetricOffset.Done : MetricOffset.NotFound));
            return;
        }

        exchange.Count(family + MetricOffset.Key);
        exchange.Count(family + (found ? MetricOffset.KeyHit : MetricOffset.KeyMiss));
    }

    private static bool TellsKey(BinaryOpcode opcode) => opcode is BinaryOpcode.GetKey or BinaryOpcode.GetAndTouchKey;

    private static MemcacheMetric FamilyOf(BinaryOpcode opcode) => opcode switch
    {
        BinaryOpcode.Touch => MemcacheMetric.Touch,
        BinaryOpcode.GetAndTouch or BinaryOpcode.GetAndTouchKey => MemcacheMetric.Gat,
        _ => MemcacheMetric.Get,
    };
}
