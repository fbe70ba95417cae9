using System;
using System.Buffers.Text;

namespace Pelikan.Node.Bench;

/// <summary>
/// memcached's meta commands: <c>doc/protocol.txt</c> of memcached. A classic verb is sent as the meta command that does the
/// same; several keys are as many commands, each with its reply.
/// </summary>
internal readonly struct MetaClient : IBenchClient
{
    public static void Write(RequestBuffer buffer, BenchRequest request)
    {
        buffer.Reserve(request);
        foreach (long key in request.Keys)
        {
            buffer.Append(CommandOf(request.Verb));
            buffer.AppendKey(key, request.IsCounter);
            WriteFlags(buffer, request);
            buffer.Append("\r\n"u8);
        }
    }

    public static ReplyStatus Read(
        ReadOnlySpan<byte> input, ref PendingRequest pending, ReadOnlySpan<long> keys, ReplyTally tally, out int consumed)
    {
        consumed = 0;
        ReplyStatus status = ReplyLine.Take(input, bytesMin: 2, out ReadOnlySpan<byte> line);
        if (status != ReplyStatus.Complete)
        {
            return status;
        }

        consumed = line.Length + ReplyLine.EndBytes;
        if (line.StartsWith("VA "u8))
        {
            return ReadValue(line["VA ".Length..], input[consumed..], ref pending, keys, tally, ref consumed);
        }

        bool reads = pending.Verb is BenchVerb.Get or BenchVerb.Gets or BenchVerb.Gat;
        bool fails = ReplyLine.IsMemcacheError(line);
        bool isAbsent = line.StartsWith("EN"u8) || line.StartsWith("NF"u8);
        if (fails)
        {
            tally.Failed(line);
        }
        else if (reads ? !isAbsent : !isAbsent && !IsOfChange(line))
        {
            return ReplyStatus.Broken;
        }
        else if (!line.StartsWith("HD"u8))
        {
            tally.Add(reads ? BenchCounter.Misses : BenchCounter.NotApplied, 1);
        }

        return pending.NextKey();
    }

    private static bool IsOfChange(ReadOnlySpan<byte> line) =>
        line.StartsWith("HD"u8) || line.StartsWith("NS"u8) || line.StartsWith("EX"u8);

    private static void WriteFlags(RequestBuffer buffer, BenchRequest request)
    {
        switch (request.Verb)
        {
            case BenchVerb.Get:
                buffer.Append(" v"u8);
                break;
            case BenchVerb.Gets:
                buffer.Append(" v c"u8);
                break;
            case BenchVerb.Gat:
                buffer.Append(" v"u8);
                WriteTtl(buffer, request.Ttl);
                break;
            case BenchVerb.Incr:
                buffer.Append(" v"u8);
                break;
            case BenchVerb.Decr:
                buffer.Append(" v MD"u8);
                break;
            case BenchVerb.Touch:
                WriteTtl(buffer, request.Ttl);
                break;
            case BenchVerb.Set or BenchVerb.Add or BenchVerb.Replace:
                WriteValue(buffer, request);
                break;
        }
    }

    private static void WriteValue(RequestBuffer buffer, BenchRequest request)
    {
        buffer.Append(" "u8);
        buffer.AppendNumber(RequestBuffer.ValueBytesOf(request));
        buffer.Append(request.Verb == BenchVerb.Add ? " ME"u8 : request.Verb == BenchVerb.Replace ? " MR"u8 : []);
        if (request.Ttl > 0)
        {
            WriteTtl(buffer, request.Ttl);
        }

        buffer.Append("\r\n"u8);
        buffer.AppendValue(request);
    }

    private static void WriteTtl(RequestBuffer buffer, int ttl)
    {
        buffer.Append(" T"u8);
        buffer.AppendNumber(ttl);
    }

    /// <summary>Read <c>VA bytes flags…</c> and the bytes: what a read found, or what a counter is now.</summary>
    private static ReplyStatus ReadValue(
        ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest, ref PendingRequest pending, ReadOnlySpan<long> keys, ReplyTally tally, ref int consumed)
    {
        bool counts = pending.Verb is BenchVerb.Incr or BenchVerb.Decr;
        bool reads = pending.Verb is BenchVerb.Get or BenchVerb.Gets or BenchVerb.Gat;
        if (!(counts || reads) || !Utf8Parser.TryParse(line, out int bytes, out _) || bytes < 0)
        {
            return ReplyStatus.Broken;
        }

        ReplyStatus status = ReplyLine.TakeValue(rest, bytes, out ReadOnlySpan<byte> value);
        if (status != ReplyStatus.Complete)
        {
            consumed = 0;
            return status;
        }

        consumed += bytes + ReplyLine.EndBytes;
        tally.Add(BenchCounter.Hits, reads ? 1 : 0);
        if (tally.Verify && reads)
        {
            tally.Check(value, keys[pending.KeysSeen]);
        }

        return pending.NextKey();
    }

    private static ReadOnlySpan<byte> CommandOf(BenchVerb verb) => verb switch
    {
        BenchVerb.Get or BenchVerb.Gets or BenchVerb.Gat or BenchVerb.Touch => "mg "u8,
        BenchVerb.Set or BenchVerb.Add or BenchVerb.Replace => "ms "u8,
        BenchVerb.Delete => "md "u8,
        BenchVerb.Incr or BenchVerb.Decr => "ma "u8,
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "memcached has no such verb"),
    };
}
