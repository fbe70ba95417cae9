using System;
using System.Buffers.Text;
using Pelikan.Node.Replay.Shapes;

namespace Pelikan.Node.Bench.Memory;

/// <summary>
/// What is stored under a key: filler that begins at a place of its own for each key, so that a value read can be compared byte by
/// byte with what was stored, without being remembered.
/// </summary>
internal sealed class ReplayValues
{
    private const int Starts = 4096;

    private readonly byte[] _filler = new byte[ShapeSizes.ValueBytesMax + Starts];
    private readonly bool _hasCounters;

    /// <param name="hasCounters">Whether values short enough are numbers, so that they can be counted up.</param>
    public ReplayValues(bool hasCounters)
    {
        _hasCounters = hasCounters;
        ReadOnlySpan<byte> letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"u8;
        BenchRandom random = new(1);
        foreach (ref byte each in _filler.AsSpan())
        {
            each = letters[(int)random.Below((ulong)letters.Length)];
        }
    }

    public void Write(Span<byte> value, ulong key)
    {
        if (IsCounter(value.Length))
        {
            value.Fill((byte)'0');
            value[0] = (byte)'1';
            return;
        }

        Filler(key, value.Length).CopyTo(value);
    }

    /// <summary>Whether a value read is what was stored: the same bytes, perhaps behind others that were put before it; or a number, which may have grown.</summary>
    public bool IsRight(ReadOnlySpan<byte> read, ulong key, int storedBytes) => IsCounter(storedBytes)
        ? read.Length >= storedBytes && Utf8Parser.TryParse(read, out ulong _, out int used) && used == read.Length
        : read.EndsWith(Filler(key, storedBytes));

    private bool IsCounter(int bytes) => _hasCounters && bytes <= ShapeSizes.CounterBytesMax;

    private ReadOnlySpan<byte> Filler(ulong key, int bytes) => _filler.AsSpan((int)(BenchRandom.Mix(key) % Starts), bytes);
}
