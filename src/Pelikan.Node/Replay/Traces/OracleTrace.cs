using System;
using System.Buffers.Binary;

namespace Pelikan.Node.Replay.Traces;

/// <summary>
/// A trace of libCacheSim's oracleGeneral format: little-endian records of 24 bytes, without TTL and without operation.
/// Every record is a read.
/// <code>
///  0        4            12       16                    24
///  | time s | object id  | size   | next access (unused) |
/// </code>
/// The size is that of key and value together. Source: the trace formats of libCacheSim.
/// </summary>
internal sealed class OracleTrace : ITraceSource
{
    private const int RecordBytes = 24;
    private const int IdOffset = 4;
    private const int SizeOffset = 12;

    private readonly string _name;
    private readonly TraceBytes _bytes;
    private readonly int _keyBytes;
    private readonly bool _skipsBad;
    private readonly TraceTally _tally;
    private TraceClock _clock;
    private long _record;

    /// <param name="name">What messages call it.</param>
    /// <param name="bytes">Owned from now on.</param>
    /// <param name="keyBytes">How much of each object is its key.</param>
    /// <param name="skipsBad">Whether a bad record is counted instead of ending the trace.</param>
    /// <param name="tally">Counts what is not as it should be.</param>
    public OracleTrace(string name, TraceBytes bytes, int keyBytes, bool skipsBad, TraceTally tally)
    {
        _name = name;
        _bytes = bytes;
        _keyBytes = keyBytes;
        _skipsBad = skipsBad;
        _tally = tally;
    }

    public double Progress => _bytes.Progress;

    /// <inheritdoc/>
    /// <exception cref="TraceException">A record is bad, and bad ones are not to be passed over.</exception>
    public bool TryNext(out TraceRequest request)
    {
        while (TryReadRecord(out ReadOnlySpan<byte> record))
        {
            long time = BinaryPrimitives.ReadUInt32LittleEndian(record) * 1000L;
            ulong id = BinaryPrimitives.ReadUInt64LittleEndian(record[IdOffset..]);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(record[SizeOffset..]);
            _bytes.Take(RecordBytes);
            _record++;
            if (size is 0 or > int.MaxValue)
            {
                Refuse($"an object of {size} bytes; expected 1 to {int.MaxValue}");
                continue;
            }

            request = new TraceRequest(
                _clock.Next(time, _tally), id, _keyBytes, Math.Max(0, (int)size - _keyBytes), 0, TraceOperation.Get);
            return true;
        }

        request = default;
        return false;
    }

    public void Dispose() => _bytes.Dispose();

    private bool TryReadRecord(out ReadOnlySpan<byte> record)
    {
        while (_bytes.Window.Length < RecordBytes)
        {
            if (!_bytes.Fill())
            {
                int left = _bytes.Window.Length;
                _bytes.Take(left);
                if (left > 0)
                {
                    _record++;
                    Refuse($"the trace ends after {left} of its {RecordBytes} bytes");
                }

                record = default;
                return false;
            }
        }

        record = _bytes.Window[..RecordBytes];
        return true;
    }

    private void Refuse(string problem)
    {
        string message = $"{_name}, record {_record}: {problem}";
        if (!_skipsBad)
        {
            throw new TraceException(message);
        }

        _tally.Bad++;
        _tally.FirstBad ??= message;
    }
}
