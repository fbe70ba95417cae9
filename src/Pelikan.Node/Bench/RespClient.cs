using System;
using System.Buffers.Text;

namespace Pelikan.Node.Bench;

/// <summary>
/// The redis serialisation protocol, version 2, with version 3's null: redis.io, "Redis serialization protocol specification".
/// A memcached verb is sent as the redis command that does the same.
/// </summary>
internal readonly struct RespClient : IBenchClient
{
    public static void Write(RequestBuffer buffer, BenchRequest request)
    {
        buffer.Reserve(request);
        switch (request.Verb)
        {
            case BenchVerb.Get or BenchVerb.Gets:
                WriteGet(buffer, request);
                break;
            case BenchVerb.Gat:
                buffer.Append(request.Ttl > 0 ? "*4\r\n$5\r\nGETEX\r\n"u8 : "*3\r\n$5\r\nGETEX\r\n"u8);
                WriteKey(buffer, request.Key, isCounter: false);
                WriteExpiry(buffer, request.Ttl, "$7\r\nPERSIST\r\n"u8);
                break;
            case BenchVerb.Set:
                WriteSet(buffer, request, request.Ttl > 0 ? "*5\r\n$3\r\nSET\r\n"u8 : "*3\r\n$3\r\nSET\r\n"u8, []);
                break;
            case BenchVerb.Add:
                WriteSet(buffer, request, request.Ttl > 0 ? "*6\r\n$3\r\nSET\r\n"u8 : "*4\r\n$3\r\nSET\r\n"u8, "$2\r\nNX\r\n"u8);
                break;
            case BenchVerb.Replace:
                WriteSet(buffer, request, request.Ttl > 0 ? "*6\r\n$3\r\nSET\r\n"u8 : "*4\r\n$3\r\nSET\r\n"u8, "$2\r\nXX\r\n"u8);
                break;
            case BenchVerb.Touch when request.Ttl > 0:
                buffer.Append("*3\r\n$6\r\nEXPIRE\r\n"u8);
                WriteKey(buffer, request.Key, isCounter: false);
                WriteBulkNumber(buffer, request.Ttl);
                break;
            default:
                buffer.Append(OneKeyCommandOf(request.Verb));
                WriteKey(buffer, request.Key, request.IsCounter);
                break;
        }
    }

    public static ReplyStatus Read(
        ReadOnlySpan<byte> input, ref PendingRequest pending, ReadOnlySpan<long> keys, ReplyTally tally, out int consumed)
    {
        consumed = 0;
        ReplyStatus status = ReplyLine.Take(input, bytesMin: 1, out ReadOnlySpan<byte> line);
        if (status != ReplyStatus.Complete)
        {
            return status;
        }

        consumed = line.Length + ReplyLine.EndBytes;
        line = line[1..];
        switch (input[0])
        {
            case (byte)'$':
                return ReadBulk(line, input[consumed..], ref pending, keys, tally, ref consumed);
            case (byte)'_':
                return Null(ref pending, tally);
            case (byte)'*':
                bool counted = Utf8Parser.TryParse(line, out int elements, out _) && elements == pending.KeyCount && pending.ElementsLeft == 0;
                pending.ElementsLeft = elements;
                return counted ? ReplyStatus.Part : ReplyStatus.Broken;
            case (byte)':':
                bool changed = !line.SequenceEqual("0"u8) || pending.Verb is BenchVerb.Incr or BenchVerb.Decr;
                tally.Add(BenchCounter.NotApplied, changed ? 0 : 1);
                return ReplyStatus.Complete;
            case (byte)'+':
                return ReplyStatus.Complete;
            case (byte)'-':
                tally.Failed(line);
                return ReplyStatus.Complete;
            default:
                return ReplyStatus.Broken;
        }
    }

    private static void WriteGet(RequestBuffer buffer, BenchRequest request)
    {
        if (request.KeyCount == 1)
        {
            buffer.Append("*2\r\n$3\r\nGET\r\n"u8);
        }
        else
        {
            buffer.Append("*"u8);
            buffer.AppendNumber(request.KeyCount + 1);
            buffer.Append("\r\n$4\r\nMGET\r\n"u8);
        }

        foreach (long key in request.Keys)
        {
            WriteKey(buffer, key, isCounter: false);
        }
    }

    private static void WriteSet(RequestBuffer buffer, BenchRequest request, ReadOnlySpan<byte> head, ReadOnlySpan<byte> condition)
    {
        buffer.Append(head);
        WriteKey(buffer, request.Key, request.IsCounter);
        buffer.Append("$"u8);
        buffer.AppendNumber(RequestBuffer.ValueBytesOf(request));
        buffer.Append("\r\n"u8);
        buffer.AppendValue(request);
        buffer.Append("\r\n"u8);
        buffer.Append(condition);
        WriteExpiry(buffer, request.Ttl, []);
    }

    private static void WriteExpiry(RequestBuffer buffer, int ttl, ReadOnlySpan<byte> without)
    {
        if (ttl == 0)
        {
            buffer.Append(without);
            return;
        }

        buffer.Append("$2\r\nEX\r\n"u8);
        WriteBulkNumber(buffer, ttl);
    }

    private static void WriteBulkNumber(RequestBuffer buffer, int number)
    {
        Span<byte> digits = stackalloc byte[11];
        Utf8Formatter.TryFormat(number, digits, out int written);
        buffer.Append("$"u8);
        buffer.AppendNumber(written);
        buffer.Append("\r\n"u8);
        buffer.Append(digits[..written]);
        buffer.Append("\r\n"u8);
    }

    private static void WriteKey(RequestBuffer buffer, long key, bool isCounter)
    {
        buffer.Append("$"u8);
        buffer.AppendNumber(buffer.KeyBytesOf(key));
        buffer.Append("\r\n"u8);
        buffer.AppendKey(key, isCounter);
        buffer.Append("\r\n"u8);
    }

    private static ReplyStatus ReadBulk(
        ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest, ref PendingRequest pending, ReadOnlySpan<long> keys, ReplyTally tally, ref int consumed)
    {
        if (!Utf8Parser.TryParse(line, out int bytes, out _))
        {
            return ReplyStatus.Broken;
        }

        if (bytes < 0)
        {
            return Null(ref pending, tally);
        }

        ReplyStatus status = ReplyLine.TakeValue(rest, bytes, out ReadOnlySpan<byte> value);
        if (status != ReplyStatus.Complete)
        {
            consumed = 0;
            return status;
        }

        tally.Add(BenchCounter.Hits, 1);
        if (tally.Verify)
        {
            tally.Check(value, keys[pending.KeysSeen]);
        }

        consumed += bytes + ReplyLine.EndBytes;
        return NextElement(ref pending);
    }

    private static ReplyStatus Null(ref PendingRequest pending, ReplyTally tally)
    {
        bool stores = pending.Verb is BenchVerb.Add or BenchVerb.Replace;
        tally.Add(stores ? BenchCounter.NotApplied : BenchCounter.Misses, 1);
        return NextElement(ref pending);
    }

    /// <summary>An array ends with its last element; anything else is one element.</summary>
    private static ReplyStatus NextElement(ref PendingRequest pending)
    {
        pending.KeysSeen++;
        pending.ElementsLeft = Math.Max(0, pending.ElementsLeft - 1);
        return pending.ElementsLeft == 0 ? ReplyStatus.Complete : ReplyStatus.Part;
    }

    private static ReadOnlySpan<byte> OneKeyCommandOf(BenchVerb verb) => verb switch
    {
        BenchVerb.Delete => "*2\r\n$3\r\nDEL\r\n"u8,
        BenchVerb.Incr => "*2\r\n$4\r\nINCR\r\n"u8,
        BenchVerb.Decr => "*2\r\n$4\r\nDECR\r\n"u8,
        BenchVerb.Touch => "*2\r\n$7\r\nPERSIST\r\n"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "redis has no such command"),
    };
}
