using System;
using System.Buffers.Text;

namespace Pelikan.Node.Bench;

/// <summary>
/// The requests of one turn, written one after the other, then sent at once. One a thread; it grows to the largest turn
/// and then allocates no more.
/// </summary>
internal sealed class RequestBuffer
{
    /// <summary>More than a verb, its numbers and its line ends take in any protocol.</summary>
    public const int FrameBytesMax = 128;

    /// <summary>More than a key takes beside its own bytes.</summary>
    public const int KeyFrameBytesMax = 32;

    private const int StartBytes = 64 * 1024;
    private const int NumberBytesMax = 20;

    private readonly WeightedRanges _keySize;
    private readonly ValueBytes _values;
    private readonly bool _checkable;
    private readonly int _keyBytesMax;
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(StartBytes, pinned: true);

    public RequestBuffer(BenchOptions options, ValueBytes values)
    {
        _keySize = options.KeySize;
        _keyBytesMax = (int)options.KeySize.Max;
        _values = values;
        _checkable = options.Verify;
    }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Make room for all of a request, so that the appends that follow need not ask.</summary>
    public void Reserve(BenchRequest request)
    {
        int needed = Length + FrameBytesMax + request.ValueSize + (request.KeyCount * (_keyBytesMax + KeyFrameBytesMax));
        if (needed > _bytes.Length)
        {
            GrowSlow(needed);
        }
    }

    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_bytes.AsSpan(Length));
        Length += text.Length;
    }

    public void AppendNumber(long number)
    {
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(Length, NumberBytesMax), out int written);
        Length += written;
    }

    public int KeyBytesOf(long key) => _keySize.For(key);

    public void AppendKey(long key, bool isCounter)
    {
        int bytes = _keySize.For(key);
        KeyText.Write(_bytes.AsSpan(Length, bytes), key, isCounter);
        Length += bytes;
    }

    /// <summary>How long the value of a request is: a counter starts as one digit.</summary>
    public static int ValueBytesOf(BenchRequest request) => request.IsCounter ? 1 : request.ValueSize;

    public void AppendValue(BenchRequest request)
    {
        Span<byte> value = _bytes.AsSpan(Length, ValueBytesOf(request));
        Length += value.Length;
        if (request.IsCounter)
        {
            value[0] = (byte)'0';
        }
        else if (_checkable)
        {
            _values.WriteCheckable(value, request.Key, request.Nonce);
        }
        else
        {
            _values.WritePlain(value, request.Nonce);
        }
    }

    private void GrowSlow(int needed)
    {
        byte[] larger = GC.AllocateUninitializedArray<byte>(Math.Max(needed, 2 * _bytes.Length), pinned: true);
        Written.CopyTo(larger);
        _bytes = larger;
    }
}
