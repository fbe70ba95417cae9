using System;
using System.Buffers.Text;

namespace Pelikan.Node.Bench;

/// <summary>memcached's classic text protocol: <c>doc/protocol.txt</c> of memcached.</summary>
internal readonly struct MemcacheClient : IBenchClient
{
    public static void Write(RequestBuffer buffer, BenchRequest request)
    {
        buffer.Reserve(request);
        buffer.Append(NameOf(request.Verb));
        if (request.Verb == BenchVerb.Gat)
        {
            buffer.AppendNumber(request.Ttl);
            buffer.Append(" "u8);
        }

        buffer.AppendKey(request.Key, request.IsCounter);
        switch (request.Verb)
        {
            case BenchVerb.Get or BenchVerb.Gets:
                WriteMoreKeys(buffer, request.Keys[1..]);
                break;
            case BenchVerb.Set or BenchVerb.Add or BenchVerb.Replace:
                WriteValue(buffer, request);
                break;
            case BenchVerb.Incr or BenchVerb.Decr:
                buffer.Append(" 1"u8);
                break;
            case BenchVerb.Touch:
                buffer.Append(" "u8);
                buffer.AppendNumber(request.Ttl);
                break;
        }

        buffer.Append("\r\n"u8);
    }

    public static ReplyStatus Read(
        ReadOnlySpan<byte> input, ref PendingRequest pending, ReadOnlySpan<long> keys, ReplyTally tally, out int consumed)
    {
        consumed = 0;
        ReplyStatus status = ReplyLine.Take(input, bytesMin: 0, out ReadOnlySpan<byte> line);
        if (status != ReplyStatus.Complete)
        {
            return status;
        }

        int next = line.Length + ReplyLine.EndBytes;
        bool reads = pending.Verb is BenchVerb.Get or BenchVerb.Gets or BenchVerb.Gat;
        if (reads && line.StartsWith("VALUE "u8))
        {
            return ReadValue(line["VALUE ".Length..], input[next..], ref pending, keys, tally, out consumed);
        }

        consumed = next;
        if (reads && line.SequenceEqual("END"u8))
        {
            tally.Add(BenchCounter.Hits, pending.Hits);
            tally.Add(BenchCounter.Misses, pending.KeyCount - pending.Hits);
            return ReplyStatus.Complete;
        }

        return ReadStatusLine(line, reads, tally);
    }

    private static void WriteMoreKeys(RequestBuffer buffer, ReadOnlySpan<long> keys)
    {
        foreach (long key in keys)
        {
            buffer.Append(" "u8);
            buffer.AppendKey(key, isCounter: false);
        }
    }

    private static void WriteValue(RequestBuffer buffer, BenchRequest request)
    {
        buffer.Append(" 0 "u8);
        buffer.AppendNumber(request.Ttl);
        buffer.Append(" "u8);
        buffer.AppendNumber(RequestBuffer.ValueBytesOf(request));
        buffer.Append("\r\n"u8);
        buffer.AppendValue(request);
    }

    /// <summary>Read one value of a get: <c>key flags bytes [cas]</c> on the line, then the bytes.</summary>
    private static ReplyStatus ReadValue(
        ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest, ref PendingRequest pending, ReadOnlySpan<long> keys, ReplyTally tally, out int consumed)
    {
        consumed = 0;
        int keyEnd = line.IndexOf((byte)' ');
        int flagsBytes = line[(keyEnd + 1)..].IndexOf((byte)' ');
        ReadOnlySpan<byte> size = line[(keyEnd + flagsBytes + 2)..];
        if (keyEnd < 0 || flagsBytes < 0 || !Utf8Parser.TryParse(size, out int bytes, out _) || bytes < 0)
        {
            return ReplyStatus.Broken;
        }

        ReplyStatus status = ReplyLine.TakeValue(rest, bytes, out ReadOnlySpan<byte> value);
        if (status != ReplyStatus.Complete)
        {
            return status;
        }

        pending.Hits++;
        if (tally.Verify)
        {
            CheckValue(line[..keyEnd], value, ref pending, keys, tally);
        }

        consumed = "VALUE ".Length + line.Length + ReplyLine.EndBytes + bytes + ReplyLine.EndBytes;
        return pending.Hits <= pending.KeyCount ? ReplyStatus.Part : ReplyStatus.Broken;
    }

    /// <summary>Values come in the order of the keys; a key that is missing is passed over.</summary>
    private static void CheckValue(
        ReadOnlySpan<byte> keyText, ReadOnlySpan<byte> value, ref PendingRequest pending, ReadOnlySpan<long> keys, ReplyTally tally)
    {
        int at = KeyText.TryRead(keyText, out long key) ? keys[pending.KeysSeen..].IndexOf(key) : -1;
        if (at < 0)
        {
            tally.Mismatched(ValueFault.KeyNotAsked, keyText, value);
            return;
        }

        pending.KeysSeen += at + 1;
        tally.Check(value, key, keyText);
    }

    private static ReplyStatus ReadStatusLine(ReadOnlySpan<byte> line, bool reads, ReplyTally tally)
    {
        if (ReplyLine.IsMemcacheError(line))
        {
            tally.Failed(line);
            return ReplyStatus.Complete;
        }

        bool applied = line.SequenceEqual("STORED"u8) || line.SequenceEqual("DELETED"u8) || line.SequenceEqual("TOUCHED"u8)
            || (line.Length > 0 && line[0] is >= (byte)'0' and <= (byte)'9');
        bool notApplied = line.SequenceEqual("NOT_STORED"u8) || line.SequenceEqual("NOT_FOUND"u8) || line.SequenceEqual("EXISTS"u8);
        if (reads || (!applied && !notApplied))
        {
            return ReplyStatus.Broken;
        }

        tally.Add(BenchCounter.NotApplied, notApplied ? 1 : 0);
        return ReplyStatus.Complete;
    }

    private static ReadOnlySpan<byte> NameOf(BenchVerb verb) => verb switch
    {
        BenchVerb.Get => "get "u8,
        BenchVerb.Gets => "gets "u8,
        BenchVerb.Gat => "gat "u8,
        BenchVerb.Set => "set "u8,
        BenchVerb.Add => "add "u8,
        BenchVerb.Replace => "replace "u8,
        BenchVerb.Delete => "delete "u8,
        BenchVerb.Incr => "incr "u8,
        BenchVerb.Decr => "decr "u8,
        BenchVerb.Touch => "touch "u8,
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "memcached has no such verb"),
    };
}
