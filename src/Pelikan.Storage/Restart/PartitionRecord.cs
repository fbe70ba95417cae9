using System;
using System.Buffers.Binary;

namespace Pelikan.Storage.Restart;

/// <summary>
/// What a snapshot holds of one partition beside its segments and its hash table. Numbers are little-endian.
/// <code>
///   0  hash seed                         8     40  bytes of these items      8
///   8  newest segment sequence           8     48  dead items in segments    8
///  16  flushed up to sequence; 0 = none  8     56  bytes of these items      8
///  24  time of a flush to come, ms; or 0 8     64  owner number in headers   4
///  32  items in the hash table           8     68  zero                      4
///                                              72  bytes of the hash table   8
/// </code>
/// </summary>
internal readonly record struct PartitionRecord
{
    public const int SizeBytes = 80;

    public ulong HashSeed { get; init; }

    public long Sequence { get; init; }

    public long FlushedSequence { get; init; }

    /// <summary>Milliseconds on the node's clock; 0 if no flush is scheduled.</summary>
    public long ScheduledFlush { get; init; }

    public long Items { get; init; }

    public long ItemBytes { get; init; }

    public long DeadItems { get; init; }

    public long DeadBytes { get; init; }

    /// <summary>The number by which segment headers name the partition.</summary>
    public int Owner { get; init; }

    /// <summary>Bytes of the table's image, which follows the record.</summary>
    public long TableBytes { get; init; }

    public static PartitionRecord Read(ReadOnlySpan<byte> bytes) => new()
    {
        HashSeed = BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        Sequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
        FlushedSequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
        ScheduledFlush = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
        Items = BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
        ItemBytes = BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
        DeadItems = BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]),
        DeadBytes = BinaryPrimitives.ReadInt64LittleEndian(bytes[56..]),
        Owner = BinaryPrimitives.ReadInt32LittleEndian(bytes[64..]),
        TableBytes = BinaryPrimitives.ReadInt64LittleEndian(bytes[72..]),
    };

    public void Write(Span<byte> bytes)
    {
        bytes[..SizeBytes].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, HashSeed);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], FlushedSequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], ScheduledFlush);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], Items);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[40..], ItemBytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[48..], DeadItems);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[56..], DeadBytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[64..], Owner);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[72..], TableBytes);
    }
}
