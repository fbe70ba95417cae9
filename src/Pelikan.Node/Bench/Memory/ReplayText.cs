using System;
using System.Buffers.Text;

namespace Pelikan.Node.Bench.Memory;

/// <summary>Bytes in memcached's text protocol, appended one after the other. It grows to the largest batch and allocates no more.</summary>
internal sealed class ReplayText
{
    /// <summary>More than a verb, its numbers and its line ends take.</summary>
    private const int FrameBytesMax = 128;

    private byte[] _bytes = new byte[64 * 1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(_bytes.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>A blank and the key's text.</summary>
    /// <returns>Where the key's text begins.</returns>
    public int AppendKey(ulong key, int bytes)
    {
        Append(" "u8);
        Reserve(bytes);
        KeyText.Write(_bytes.AsSpan(Length, bytes), (long)key, isCounter: false);
        Length += bytes;
        return Length - bytes;
    }

    /// <summary>A blank and a decimal number.</summary>
    public void AppendNumber(long number)
    {
        Append(" "u8);
        Reserve(FrameBytesMax);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(Length), out int written);
        Length += written;
    }

    /// <summary>Room for a value, to be filled at once.</summary>
    public Span<byte> AppendRoom(int bytes)
    {
        Reserve(bytes);
        Length += bytes;
        return _bytes.AsSpan(Length - bytes, bytes);
    }

    private void Reserve(int bytes)
    {
        if (Length + bytes + FrameBytesMax > _bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * (Length + bytes + FrameBytesMax));
        }
    }
}
