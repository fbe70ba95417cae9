using System;
using System.Buffers.Text;

namespace Pelikan.Node.Protocol;

/// <summary>Appends replies to an <see cref="OutputBuffer"/>. Every sink is <c>scoped</c>: it copies, it keeps nothing.</summary>
public readonly ref struct ResponseWriter
{
    // The longest decimal of a 64-bit number, with its sign.
    private const int NumberLengthMax = 20;

    private readonly OutputBuffer _buffer;

    public ResponseWriter(OutputBuffer buffer) => _buffer = buffer;

    /// <summary>Bytes written and not yet sent.</summary>
    public int Length => _buffer.Length;

    /// <summary>False at the high-watermark: finish the reply at hand and begin no other.</summary>
    public bool HasRoom => _buffer.Length < _buffer.HighWatermark;

    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.Reserve(bytes.Length));
        _buffer.Advance(bytes.Length);
    }

    /// <summary>A number as decimal text.</summary>
    public void WriteNumber(ulong number)
    {
        Utf8Formatter.TryFormat(number, _buffer.Reserve(NumberLengthMax), out int written);
        _buffer.Advance(written);
    }

    /// <summary>At least <paramref name="size"/> bytes to fill in place, followed by <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int size) => _buffer.Reserve(size);

    public void Advance(int count) => _buffer.Advance(count);

    /// <summary>Take back everything written after <paramref name="length"/>.</summary>
    public void Truncate(int length) => _buffer.Truncate(length);
}
