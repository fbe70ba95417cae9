using System;
using System.Buffers.Text;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>Appends RESP values in the version that the session speaks.</summary>
internal readonly ref struct RespWriter
{
    // A type's letter, the longest number, and a line end.
    private const int HeadBytesMax = 1 + AsciiNumber.DigitsMax + 2;

    private readonly ResponseWriter _output;
    private readonly CounterBlock _counters;

    public RespWriter(ResponseWriter output, int version, CounterBlock counters)
    {
        _output = output;
        Version = version;
        _counters = counters;
    }

    /// <summary>2 or 3.</summary>
    public int Version { get; }

    /// <summary>False at the high-watermark: finish the element at hand and begin no other.</summary>
    public bool HasRoom => _output.HasRoom;

    public int Length => _output.Length;

    public RespWriter WithVersion(int version) => new(_output, version, _counters);

    /// <summary>Take back everything written after <paramref name="length"/>.</summary>
    public void Truncate(int length) => _output.Truncate(length);

    public void Ok() => _output.Write("+OK\r\n"u8);

    public void Simple(scoped ReadOnlySpan<byte> text) => Line((byte)'+', text);

    /// <summary>An error, its code first; what would break the line becomes blanks.</summary>
    public void Error(scoped ReadOnlySpan<byte> text)
    {
        _counters.Increment((int)RespMetric.Error);
        Line((byte)'-', text);
    }

    public void Integer(long number)
    {
        Span<byte> space = _output.Reserve(HeadBytesMax);
        space[0] = (byte)':';
        Utf8Formatter.TryFormat(number, space[1..], out int digits);
        End(space, 1 + digits);
    }

    public void Bulk(scoped ReadOnlySpan<byte> bytes)
    {
        Span<byte> space = _output.Reserve(HeadBytesMax + bytes.Length + 2);
        space[0] = (byte)'$';
        int at = 1 + AsciiNumber.Format((ulong)bytes.Length, space[1..]);
        space[at++] = (byte)'\r';
        space[at++] = (byte)'\n';
        bytes.CopyTo(space[at..]);
        End(space, at + bytes.Length);
    }

    public void Null() => _output.Write(Version == 3 ? "_\r\n"u8 : "$-1\r\n"u8);

    public void NullArray() => _output.Write(Version == 3 ? "_\r\n"u8 : "*-1\r\n"u8);

    /// <summary>The head of an array; its elements follow.</summary>
    public void Array(long count) => Head((byte)'*', count);

    /// <summary>The head of a map; keys and values follow.</summary>
    public void Map(long pairs) => Head(Version == 3 ? (byte)'%' : (byte)'*', Version == 3 ? pairs : 2 * pairs);

    /// <summary>The head of a set; its members follow.</summary>
    public void Set(long count) => Head(Version == 3 ? (byte)'~' : (byte)'*', count);

    public void Double(double number)
    {
        Span<byte> text = stackalloc byte[RespNumber.DoubleBytesMax];
        text = text[..RespNumber.Format(number, text)];
        if (Version == 3)
        {
            Line((byte)',', text);
        }
        else
        {
            Bulk(text);
        }
    }

    /// <summary>Text to be shown as it is.</summary>
    public void Verbatim(scoped ReadOnlySpan<byte> text)
    {
        if (Version != 3)
        {
            Bulk(text);
            return;
        }

        ReadOnlySpan<byte> format = "txt:"u8;
        Head((byte)'=', format.Length + text.Length);
        _output.Write(format);
        _output.Write(text);
        _output.Write("\r\n"u8);
    }

    private void Line(byte type, scoped ReadOnlySpan<byte> text)
    {
        Span<byte> space = _output.Reserve(text.Length + 3);
        space[0] = type;
        Span<byte> line = space.Slice(1, text.Length);
        text.CopyTo(line);
        if (line.IndexOfAny((byte)'\r', (byte)'\n') >= 0)
        {
            line.Replace((byte)'\r', (byte)' ');
            line.Replace((byte)'\n', (byte)' ');
        }

        End(space, 1 + text.Length);
    }

    private void Head(byte type, long count)
    {
        Span<byte> space = _output.Reserve(HeadBytesMax);
        space[0] = type;
        Utf8Formatter.TryFormat(count, space[1..], out int digits);
        End(space, 1 + digits);
    }

    private void End(scoped Span<byte> space, int at)
    {
        space[at] = (byte)'\r';
        space[at + 1] = (byte)'\n';
        _output.Advance(at + 2);
    }
}
