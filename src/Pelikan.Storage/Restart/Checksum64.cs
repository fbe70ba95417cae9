using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pelikan.Storage.Restart;

/// <summary>
/// XXH64 with seed 0, as its specification has it (Y. Collet, "xxHash fast digest algorithm", revision 0.1.1): finds damage, is no
/// secret. Bytes may come in pieces; all pieces but the last are multiples of <see cref="StripeBytes"/>.
/// </summary>
internal struct Checksum64
{
    /// <summary>Bytes that are taken in at a time: one word for each of four lanes.</summary>
    public const int StripeBytes = 32;

    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    private ulong _lane1;
    private ulong _lane2;
    private ulong _lane3;
    private ulong _lane4;
    private ulong _length;
    private ulong _tail;
    private bool _ended;

    public Checksum64()
    {
        _lane1 = unchecked(Prime1 + Prime2);
        _lane2 = Prime2;
        _lane4 = unchecked(0 - Prime1);
    }

    /// <summary>The checksum of bytes that are all there.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        Checksum64 sum = new();
        sum.Append(bytes);
        return sum.Value();
    }

    /// <summary>Take in the next bytes.</summary>
    /// <exception cref="InvalidOperationException">A piece before was no multiple of <see cref="StripeBytes"/>.</exception>
    /// <remarks>Compiled for speed at once: a start sums up a tenth of its heap, and waits for it.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Invariant.Require(!_ended || bytes.IsEmpty, "only the last piece of a checksum may be of any length");
        (ulong lane1, ulong lane2, ulong lane3, ulong lane4) = (_lane1, _lane2, _lane3, _lane4);
        _length += (ulong)bytes.Length;
        while (bytes.Length >= StripeBytes)
        {
            lane1 = Round(lane1, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            lane2 = Round(lane2, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
            lane3 = Round(lane3, BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));
            lane4 = Round(lane4, BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
            bytes = bytes[StripeBytes..];
        }

        (_lane1, _lane2, _lane3, _lane4) = (lane1, lane2, lane3, lane4);
        if (!bytes.IsEmpty)
        {
            _ended = true;
            _tail = Tail(Merged(), bytes);
        }
    }

    /// <summary>The checksum of everything taken in.</summary>
    public readonly ulong Value()
    {
        ulong hash = _ended ? _tail : Merged();
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }

    private static ulong Tail(ulong hash, ReadOnlySpan<byte> rest)
    {
        for (; rest.Length >= 8; rest = rest[8..])
        {
            hash ^= Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest));
            hash = (BitOperations.RotateLeft(hash, 27) * Prime1) + Prime4;
        }

        if (rest.Length >= 4)
        {
            hash ^= BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1;
            hash = (BitOperations.RotateLeft(hash, 23) * Prime2) + Prime3;
            rest = rest[4..];
        }

        foreach (byte last in rest)
        {
            hash = BitOperations.RotateLeft(hash ^ (last * Prime5), 11) * Prime1;
        }

        return hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Round(ulong lane, ulong word) => BitOperations.RotateLeft(lane + (word * Prime2), 31) * Prime1;

    private static ulong MergeLane(ulong hash, ulong lane) => ((hash ^ Round(0, lane)) * Prime1) + Prime4;

    private readonly ulong Merged()
    {
        if (_length < StripeBytes)
        {
            return Prime5 + _length;
        }

        ulong hash = BitOperations.RotateLeft(_lane1, 1) + BitOperations.RotateLeft(_lane2, 7)
            + BitOperations.RotateLeft(_lane3, 12) + BitOperations.RotateLeft(_lane4, 18);
        return MergeLane(MergeLane(MergeLane(MergeLane(hash, _lane1), _lane2), _lane3), _lane4) + _length;
    }
}
