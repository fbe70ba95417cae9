using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Pelikan.Benchmarks.Storage;

/// <summary>
/// The in-run baseline: an open-addressing table of fixed 16-byte keys and fixed values in native memory. No threads, no expiry,
/// no eviction, no variable sizes: about what the memory itself costs.
/// </summary>
internal sealed unsafe class PlainTable : IDisposable
{
    public const int KeyBytes = 16;

    private readonly byte* _rows;
    private readonly int _rowBytes;
    private readonly int _valueBytes;
    private readonly ulong _mask;

    // SAFETY: rows for a power of two of slots, zeroed; freed in Dispose.
    public PlainTable(int items, int valueBytes)
    {
        _valueBytes = valueBytes;
        _rowBytes = KeyBytes + valueBytes;
        _mask = BitOperations.RoundUpToPowerOf2((ulong)items * 2) - 1;
        _rows = (byte*)NativeMemory.AllocZeroed((nuint)(_mask + 1), (nuint)_rowBytes);
    }

    // SAFETY: the row lies inside the table.
    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        byte* row = Find(key, out bool exists);
        value = new ReadOnlySpan<byte>(row + KeyBytes, _valueBytes);
        return exists;
    }

    // SAFETY: the row lies inside the table.
    public void Set(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        byte* row = Find(key, out _);
        key.CopyTo(new Span<byte>(row, KeyBytes));
        value.CopyTo(new Span<byte>(row + KeyBytes, _valueBytes));
    }

    // SAFETY: called once, when nobody uses the table any more.
    public void Dispose() => NativeMemory.Free(_rows);

    // SAFETY: the mask keeps the index inside the table, which is at most half full, so a zero row ends the search.
    private byte* Find(ReadOnlySpan<byte> key, out bool exists)
    {
        ulong low = BitConverter.ToUInt64(key);
        ulong high = BitConverter.ToUInt64(key[8..]);
        ulong product = Math.BigMul(low ^ 0x9E3779B97F4A7C15, high ^ 0xD6E8FEB86659FD93, out ulong bottom) ^ bottom;
        for (ulong index = product & _mask; ; index = (index + 1) & _mask)
        {
            byte* row = _rows + (index * (ulong)_rowBytes);
            ulong first = *(ulong*)row;
            ulong second = *((ulong*)row + 1);
            exists = first == low && second == high;
            if (exists || (first | second) == 0)
            {
                return row;
            }
        }
    }
}
