using System;
using System.Buffers.Binary;

namespace Pelikan.Node.Bench;

/// <summary>
/// memcached's binary protocol: <c>doc/protocol-binary.txt</c> of memcached. Several keys are as many requests, each with its reply.
/// <code>
///  request   | 80 | opcode | key length 16 | extras length 8 | 0 | 0 16     | body length 32 | opaque 32 | CAS id 64 | extras | key | value |
///  reply     | 81 | opcode | key length 16 | extras length 8 | 0 | status 16| body length 32 | opaque 32 | CAS id 64 | extras | key | value |
/// </code>
/// The opaque is the key's number, so that a reply says which request it answers.
/// </summary>
internal readonly struct BinaryClient : IBenchClient
{
    private const int HeaderBytes = 24;
    private const byte RequestMagic = 0x80;
    private const byte ReplyMagic = 0x81;

    private const int KeyLengthAt = 2;
    private const int ExtrasLengthAt = 4;
    private const int StatusAt = 6;
    private const int BodyLengthAt = 8;
    private const int OpaqueAt = 12;

    private const int StoreExtrasBytes = 8;
    private const int CountExtrasBytes = 20;
    private const int TouchExtrasBytes = 4;

    // A counter that is not there stays so.
    private const uint DoNotCreate = 0xFFFF_FFFF;

    private enum Status : ushort
    {
        Done = 0,
        NotFound = 1,
        Exists = 2,
        NotStored = 5,
    }

    public static void Write(RequestBuffer buffer, BenchRequest request)
    {
        buffer.Reserve(request);
        foreach (long key in request.Keys)
        {
            WriteOne(buffer, request, key);
        }
    }

    public static ReplyStatus Read(
        ReadOnlySpan<byte> input, ref PendingRequest pending, ReadOnlySpan<long> keys, ReplyTally tally, out int consumed)
    {
        consumed = 0;
        if (input[0] != ReplyMagic || (input.Length > 1 && input[1] != OpcodeOf(pending.Verb)))
        {
            return ReplyStatus.Broken;
        }

        if (input.Length < HeaderBytes)
        {
            return ReplyStatus.Incomplete;
        }

        uint bodyBytes = BinaryPrimitives.ReadUInt32BigEndian(input[BodyLengthAt..]);
        int prefixBytes = BinaryPrimitives.ReadUInt16BigEndian(input[KeyLengthAt..]) + input[ExtrasLengthAt];
        if (bodyBytes > BenchLimits.ValueBytesMax + (uint)prefixBytes || bodyBytes < prefixBytes)
        {
            return ReplyStatus.Broken;
        }

        int bytes = HeaderBytes + (int)bodyBytes;
        if (input.Length < bytes)
        {
            return ReplyStatus.Incomplete;
        }

        consumed = bytes;
        Count(input[..bytes], input[(HeaderBytes + prefixBytes)..bytes], in pending, keys, tally);
        return pending.NextKey();
    }

    private static void Count(
        ReadOnlySpan<byte> reply, ReadOnlySpan<byte> value, in PendingRequest pending, ReadOnlySpan<long> keys, ReplyTally tally)
    {
        bool reads = pending.Verb is BenchVerb.Get or BenchVerb.Gets or BenchVerb.Gat;
        switch ((Status)BinaryPrimitives.ReadUInt16BigEndian(reply[StatusAt..]))
        {
            case Status.Done:
                tally.Add(BenchCounter.Hits, reads ? 1 : 0);
                break;
            case Status.NotFound when reads:
                tally.Add(BenchCounter.Misses, 1);
                break;
            case Status.NotFound or Status.Exists or Status.NotStored:
                tally.Add(BenchCounter.NotApplied, 1);
                break;
            default:
                tally.Failed(value);
                return;
        }

        if (tally.Verify)
        {
            Check(reply, value, reads, keys[pending.KeysSeen], tally);
        }
    }

    private static void Check(ReadOnlySpan<byte> reply, ReadOnlySpan<byte> value, bool reads, long key, ReplyTally tally)
    {
        if (BinaryPrimitives.ReadUInt32BigEndian(reply[OpaqueAt..]) != (uint)key)
        {
            tally.Mismatched(ValueFault.KeyNotAsked, reply[OpaqueAt..(OpaqueAt + sizeof(uint))], value);
        }
        else if (reads && BinaryPrimitives.ReadUInt16BigEndian(reply[StatusAt..]) == (ushort)Status.Done)
        {
            tally.Check(value, key);
        }
    }

    private static void WriteOne(RequestBuffer buffer, BenchRequest request, long key)
    {
        bool stores = request.Verb is BenchVerb.Set or BenchVerb.Add or BenchVerb.Replace;
        int extras = ExtrasBytesOf(request.Verb);
        int keyBytes = buffer.KeyBytesOf(key);
        int valueBytes = stores ? RequestBuffer.ValueBytesOf(request) : 0;
        Span<byte> head = stackalloc byte[HeaderBytes + CountExtrasBytes];
        head.Clear();
        head[0] = RequestMagic;
        head[1] = OpcodeOf(request.Verb);
        BinaryPrimitives.WriteUInt16BigEndian(head[KeyLengthAt..], (ushort)keyBytes);
        head[ExtrasLengthAt] = (byte)extras;
        BinaryPrimitives.WriteUInt32BigEndian(head[BodyLengthAt..], (uint)(extras + keyBytes + valueBytes));
        BinaryPrimitives.WriteUInt32BigEndian(head[OpaqueAt..], (uint)key);
        WriteExtras(head.Slice(HeaderBytes, extras), request);
        buffer.Append(head[..(HeaderBytes + extras)]);
        buffer.AppendKey(key, request.IsCounter);
        if (stores)
        {
            buffer.AppendValue(request);
        }
    }

    /// <summary>Flags and expiry of a store; delta, first value and expiry of a counter; expiry alone of a touch.</summary>
    private static void WriteExtras(Span<byte> extras, BenchRequest request)
    {
        switch (extras.Length)
        {
            case StoreExtrasBytes:
                BinaryPrimitives.WriteUInt32BigEndian(extras[sizeof(uint)..], (uint)request.Ttl);
                break;
            case CountExtrasBytes:
                BinaryPrimitives.WriteUInt64BigEndian(extras, 1);
                BinaryPrimitives.WriteUInt32BigEndian(extras[(2 * sizeof(ulong))..], DoNotCreate);
                break;
            case TouchExtrasBytes:
                BinaryPrimitives.WriteUInt32BigEndian(extras, (uint)request.Ttl);
                break;
        }
    }

    private static int ExtrasBytesOf(BenchVerb verb) => verb switch
    {
        BenchVerb.Set or BenchVerb.Add or BenchVerb.Replace => StoreExtrasBytes,
        BenchVerb.Incr or BenchVerb.Decr => CountExtrasBytes,
        BenchVerb.Gat or BenchVerb.Touch => TouchExtrasBytes,
        _ => 0,
    };

    private static byte OpcodeOf(BenchVerb verb) => verb switch
    {
        BenchVerb.Get or BenchVerb.Gets => 0x00,
        BenchVerb.Set => 0x01,
        BenchVerb.Add => 0x02,
        BenchVerb.Replace => 0x03,
        BenchVerb.Delete => 0x04,
        BenchVerb.Incr => 0x05,
        BenchVerb.Decr => 0x06,
        BenchVerb.Touch => 0x1C,
        BenchVerb.Gat => 0x1D,
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "memcached has no such verb"),
    };
}
