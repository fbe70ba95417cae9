using System;
using System.Buffers.Binary;

namespace Pelikan.Benchmarks.Pause;

/// <summary>Random keys of 8 bytes; half of the draws come from a tenth of the keys, so that merges find items worth keeping.</summary>
internal sealed class PauseKeys
{
    public const int Bytes = sizeof(ulong);

    private const uint KeyCount = 12_000_000;
    private const uint HotCount = KeyCount / 10;

    private ulong _state;

    public PauseKeys(ulong seed) => _state = seed;

    /// <summary>An even number, by xorshift.</summary>
    public uint Random()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (uint)(_state >> 32);
    }

    public void Next(Span<byte> key)
    {
        uint draw = Random();
        uint count = (draw & 1) == 0 ? HotCount : KeyCount;
        BinaryPrimitives.WriteUInt64LittleEndian(key, 0x9E3779B97F4A7C15 * (((ulong)draw * count) >> 32));
    }
}
