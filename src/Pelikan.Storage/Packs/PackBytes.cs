using System;
using System.Buffers.Binary;

namespace Pelikan.Storage.Packs;

/// <summary>
/// The elements that an editor works on, as they lie in a body, in one array: new ones are added behind the others, and what is taken out
/// stays until the next collection.
/// </summary>
internal sealed class PackBytes
{
    private const int CapacityMin = 4 * 1024;

    /// <summary>Kept from one use to the next; more only while it is needed.</summary>
    private const int CapacityKeptMax = 4 * 1024 * 1024;

    private byte[] _bytes = new byte[CapacityMin];
    private int _used;

    public void Begin(ReadOnlySpan<byte> body)
    {
        int needed = Math.Max(CapacityMin, body.Length);
        if (_bytes.Length < needed || (_bytes.Length > CapacityKeptMax && needed <= CapacityKeptMax))
        {
            _bytes = GC.AllocateUninitializedArray<byte>(needed);
        }

        body.CopyTo(_bytes);
        _used = body.Length;
    }

    /// <summary>Everything from an element on.</summary>
    public ReadOnlySpan<byte> From(int start) => _bytes.AsSpan(start, _used - start);

    public ReadOnlySpan<byte> Slice(int start, int size) => _bytes.AsSpan(start, size);

    /// <summary>Add an element of a list or a set.</summary>
    public PackPiece Add(scoped ReadOnlySpan<byte> member, uint hash)
    {
        int size = PackElement.SizeOf(member);
        PackVarint.WritePrefixed(Reserve(size), member);
        return Take(size, hash);
    }

    /// <summary>Add a field of a hash.</summary>
    public PackPiece Add(scoped ReadOnlySpan<byte> field, scoped ReadOnlySpan<byte> value, uint hash)
    {
        int size = checked(PackElement.SizeOf(field) + PackElement.SizeOf(value));
        Span<byte> space = Reserve(size);
        int written = PackVarint.WritePrefixed(space, field);
        PackVarint.WritePrefixed(space[written..], value);
        return Take(size, hash);
    }

    /// <summary>Add a member of a sorted set.</summary>
    public PackPiece Add(scoped ReadOnlySpan<byte> member, double score, uint hash)
    {
        int size = PackLayout.ScoreBytes + PackElement.SizeOf(member);
        Span<byte> space = Reserve(size);
        BinaryPrimitives.WriteDoubleLittleEndian(space, score);
        PackVarint.WritePrefixed(space[PackLayout.ScoreBytes..], member);
        return Take(size, hash);
    }

    public void SetScore(int start, double score) => BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(start), score);

    /// <summary>Write other bytes of the same number at the end of an element.</summary>
    public void SetEnd(PackPiece piece, scoped ReadOnlySpan<byte> bytes) => bytes.CopyTo(_bytes.AsSpan(piece.End - bytes.Length));

    // What is added may itself lie in the array: it stays where it is, or in the array that was before.
    private Span<byte> Reserve(int size)
    {
        if (_bytes.Length - _used < size)
        {
            byte[] larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, Math.Max(_bytes.Length * 2L, (long)_used + size)));
            _bytes.AsSpan(0, _used).CopyTo(larger);
            _bytes = larger;
        }

        return _bytes.AsSpan(_used, size);
    }

    private PackPiece Take(int size, uint hash)
    {
        _used += size;
        return new PackPiece(_used - size, size, hash);
    }
}
