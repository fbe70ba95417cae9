using System;
using System.Buffers.Binary;

namespace Pelikan.Storage.Packs;

/// <summary>
/// Where the parts of a pack are.
/// <code>
///   up to 64 elements    | count 8 | body |
///   more                 | 255 8 | count 32 | body bytes 32 | seed 64 | body | offsets × count | table × 2 count |
///
///   body    list, set     | length varint | bytes |
///           hash          | length varint | field | length varint | value |
///           sorted set    | score 64 | length varint | member |              ascending by score, then by the member's bytes
///   offset  16 bits while the body has fewer than 65,536 bytes, then 32: where the element of an ordinal begins in it
///   table   16 bits while there are fewer than 65,535 elements, then 32: ordinal + 1, 0 is free; a list has none
/// </code>
/// Numbers are little-endian, a score is a double. A member's place in the table is its hash, of 32 bits, in proportion: so the table is
/// nearly in the order of the hashes, and a scan can go by them. What finds its place taken goes to the next free one, around the end.
/// </summary>
internal static class PackLayout
{
    /// <summary>Counts the forms a pack has had: heap files of another one are not taken up.</summary>
    internal const int Version = 1;

    /// <summary>Up to as many elements there is no index: they are looked through.</summary>
    internal const int PlainCountMax = 64;

    internal const byte IndexedMark = 255;
    internal const int PlainHeaderBytes = 1;
    internal const int IndexedHeaderBytes = 17;
    internal const int ScoreBytes = 8;

    private const int CountAt = 1;
    private const int BodyBytesAt = 5;
    private const int SeedAt = 9;
    private const int PlacesPerMember = 2;

    /// <summary>Bytes of a pack.</summary>
    public static long LengthOf(ItemKind kind, int count, int bodyBytes) => count <= PlainCountMax
        ? PlainHeaderBytes + (long)bodyBytes
        : IndexedHeaderBytes + (long)bodyBytes + ((long)count * OffsetBytes(bodyBytes)) + ((long)TableSize(kind, count) * PlaceBytes(count));

    public static int OffsetBytes(int bodyBytes) => bodyBytes <= ushort.MaxValue ? sizeof(ushort) : sizeof(uint);

    public static int PlaceBytes(int count) => count < ushort.MaxValue ? sizeof(ushort) : sizeof(uint);

    /// <summary>Places in the table.</summary>
    public static int TableSize(ItemKind kind, int count) => kind == ItemKind.List ? 0 : checked(count * PlacesPerMember);

    /// <summary>Where in a table a hash belongs.</summary>
    public static int Home(uint hash, int size) => (int)(((ulong)hash * (uint)size) >> 32);

    /// <summary>The lowest hash that belongs to a place or a later one; 2^32 behind the last.</summary>
    public static ulong FirstHash(int place, int size) => ((((ulong)(uint)place) << 32) + (uint)size - 1) / (uint)size;

    public static int ReadCount(ReadOnlySpan<byte> pack) => BinaryPrimitives.ReadInt32LittleEndian(pack[CountAt..]);

    public static int ReadBodyBytes(ReadOnlySpan<byte> pack) => BinaryPrimitives.ReadInt32LittleEndian(pack[BodyBytesAt..]);

    public static ulong ReadSeed(ReadOnlySpan<byte> pack) => BinaryPrimitives.ReadUInt64LittleEndian(pack[SeedAt..]);

    public static void WriteHeader(Span<byte> pack, int count, int bodyBytes, ulong seed)
    {
        pack[0] = IndexedMark;
        BinaryPrimitives.WriteInt32LittleEndian(pack[CountAt..], count);
        BinaryPrimitives.WriteInt32LittleEndian(pack[BodyBytesAt..], bodyBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(pack[SeedAt..], seed);
    }

    /// <summary>A number of an array of 16 or 32 bits each.</summary>
    public static int Get(ReadOnlySpan<byte> array, int bytes, int index) => bytes == sizeof(ushort)
        ? BinaryPrimitives.ReadUInt16LittleEndian(array[(index * sizeof(ushort))..])
        : BinaryPrimitives.ReadInt32LittleEndian(array[(index * sizeof(uint))..]);

    public static void Put(Span<byte> array, int bytes, int index, int number)
    {
        if (bytes == sizeof(ushort))
        {
            BinaryPrimitives.WriteUInt16LittleEndian(array[(index * sizeof(ushort))..], (ushort)number);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(array[(index * sizeof(uint))..], number);
        }
    }
}
