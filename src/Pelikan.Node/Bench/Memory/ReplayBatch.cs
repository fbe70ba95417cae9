using System;
using System.Collections.Generic;
using Pelikan.Node.Replay;

namespace Pelikan.Node.Bench.Memory;

/// <summary>
/// A few requests that travel together. Reads become one multi-key line, because a server answers that with one system call;
/// writes want no reply.
/// </summary>
/// <remarks>
/// <code>
///  to the server    fills and writes of the batch before | get a b c … | gets x y …
///  from it          values, END, values, END
/// </code>
/// What a batch writes goes out with the next one, in front of its reads: the server has then taken in everything when it begins to
/// reply, so that neither side ever waits for the other to read. A batch ends before a read of a key that it writes.
/// </remarks>
internal sealed class ReplayBatch
{
    private const int RequestsMax = 64;
    private const int BytesMax = 128 * 1024;

    private readonly ReplayValues _values;
    private readonly ReplayText _getKeys = new();
    private readonly ReplayText _getsKeys = new();
    private readonly ReplayText _writes = new();
    private readonly List<ReplayRead> _get = [];
    private readonly List<ReplayRead> _gets = [];
    private readonly ulong[] _written = new ulong[RequestsMax];
    private readonly ulong[] _filled = new ulong[RequestsMax];
    private int _writtenCount;
    private int _filledCount;
    private int _valueBytes;

    public ReplayBatch(ReplayValues values)
    {
        _values = values;
    }

    public bool IsFull => Requests == RequestsMax || _valueBytes >= BytesMax;

    /// <summary>Where its requests are counted.</summary>
    public ReplayCounts Counts { get; private set; } = new();

    public int Requests { get; private set; }

    /// <summary>The lines of reads that are answered, in their order.</summary>
    public int ReadLines => (_get.Count > 0 ? 1 : 0) + (_gets.Count > 0 ? 1 : 0);

    /// <summary>Reads that count as such.</summary>
    public int Reads { get; private set; }

    /// <summary>The reads of a line, and the text in which their keys stand.</summary>
    public (List<ReplayRead> Reads, ReplayText Keys) Line(int index) =>
        index == 0 && _get.Count > 0 ? (_get, _getKeys) : (_gets, _getsKeys);

    /// <summary>Take a request up; false if it must wait for the next batch.</summary>
    public bool TryAdd(in TraceRequest request, int ttlSeconds, ReplayCounts counts)
    {
        bool reads = request.Operation is TraceOperation.Get or TraceOperation.Gets or TraceOperation.Cas;
        if (IsFull || (reads && _written.AsSpan(0, _writtenCount).Contains(request.Key)))
        {
            return false;
        }

        Counts = Requests == 0 ? counts : Counts;
        Requests++;
        _valueBytes += request.ValueBytes;
        if (reads)
        {
            AddRead(request, ttlSeconds);
        }
        else
        {
            _written[_writtenCount++] = request.Key;
            AddWrite(request, ttlSeconds);
        }

        return true;
    }

    /// <summary>
    /// Store what a read missed; false if the same batch has missed and stored it before: its reads travel together, and the
    /// later one would have found it.
    /// </summary>
    public bool TryFill(ReplayText text, in ReplayRead item)
    {
        if (_filled.AsSpan(0, _filledCount).Contains(item.Key))
        {
            return false;
        }

        _filled[_filledCount++] = item.Key;
        AppendStore(text, "set"u8, item);
        return true;
    }

    /// <summary>Store a value without asking for a reply.</summary>
    public void AppendStore(ReplayText text, ReadOnlySpan<byte> verb, in ReplayRead item, ulong cas = 0)
    {
        text.Append(verb);
        text.AppendKey(item.Key, item.KeyBytes);
        text.Append(" 0"u8);
        text.AppendNumber(item.TtlSeconds);
        text.AppendNumber(item.ValueBytes);
        if (cas != 0)
        {
            text.AppendNumber((long)cas);
        }

        text.Append(" noreply\r\n"u8);
        _values.Write(text.AppendRoom(item.ValueBytes), item.Key);
        text.Append("\r\n"u8);
    }

    /// <summary>Put the lines of the reads behind what is already to be sent.</summary>
    public void AppendReads(ReplayText text)
    {
        if (_get.Count > 0)
        {
            text.Append("get"u8);
            text.Append(_getKeys.Written);
            text.Append("\r\n"u8);
        }

        if (_gets.Count > 0)
        {
            text.Append("gets"u8);
            text.Append(_getsKeys.Written);
            text.Append("\r\n"u8);
        }
    }

    /// <summary>Put what this batch writes into what is sent next, and begin anew.</summary>
    public void FinishInto(ReplayText text)
    {
        text.Append(_writes.Written);
        _writes.Clear();
        _getKeys.Clear();
        _getsKeys.Clear();
        _get.Clear();
        _gets.Clear();
        (_writtenCount, _filledCount, _valueBytes, Requests, Reads) = (0, 0, 0, 0, 0);
    }

    private void AddRead(in TraceRequest request, int ttlSeconds)
    {
        bool isGet = request.Operation == TraceOperation.Get;
        bool exchanges = request.Operation == TraceOperation.Cas;
        Reads += exchanges ? 0 : 1;
        int at = (isGet ? _getKeys : _getsKeys).AppendKey(request.Key, request.KeyBytes);
        (isGet ? _get : _gets).Add(new ReplayRead(request.Key, request.KeyBytes, at, request.ValueBytes, ttlSeconds, exchanges));
    }

    private void AddWrite(in TraceRequest request, int ttlSeconds)
    {
        switch (request.Operation)
        {
            case TraceOperation.Delete:
                _writes.Append("delete"u8);
                _writes.AppendKey(request.Key, request.KeyBytes);
                _writes.Append(" noreply\r\n"u8);
                break;
            case TraceOperation.Increment or TraceOperation.Decrement:
                _writes.Append(request.Operation == TraceOperation.Increment ? "incr"u8 : "decr"u8);
                _writes.AppendKey(request.Key, request.KeyBytes);
                _writes.Append(" 1 noreply\r\n"u8);
                break;
            default:
                AppendStore(_writes, VerbOf(request.Operation), new ReplayRead(request.Key, request.KeyBytes, 0, request.ValueBytes, ttlSeconds, false));
                break;
        }
    }

    private static ReadOnlySpan<byte> VerbOf(TraceOperation operation) => operation switch
    {
        TraceOperation.Add => "add"u8,
        TraceOperation.Replace => "replace"u8,
        TraceOperation.Append => "append"u8,
        TraceOperation.Prepend => "prepend"u8,
        _ => "set"u8,
    };
}
