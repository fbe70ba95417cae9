using System;
using System.Buffers.Binary;

namespace Pelikan.Storage.Restart;

/// <summary>
/// The first 512 bytes of a heap file, one sector of any disk, so that it is written as a whole. Numbers are little-endian.
/// <code>
///    0  magic "PELIKANH"       8     64  node time of the seal, ms            8
///    8  format version         4     72  boot id                             16
///   12  state                  4     88  time since the boot, ms              8
///   16  layout fingerprint     8     96  unix time, ms                        8
///   24  key hash probe         8    104  items                                8
///   32  heap bytes             8    112  milliseconds that the seal took      8
///   40  segment bytes          4    120  zero                               384
///   44  partitions             4    504  checksum of bytes 0 … 503            8
///   48  snapshot bytes         8
///   56  snapshot checksum      8
/// </code>
/// From offset 48 to 503 all is zero unless the state is sealed.
/// </summary>
internal readonly record struct HeapFileHeader
{
    public const int SizeBytes = 512;

    /// <summary>Moves when the bytes of the header or the order of the snapshot change; the fingerprint covers the rest.</summary>
    public const uint FormatVersion = 1;

    public const int VersionOffset = 8;
    public const int StateOffset = 12;
    public const int LayoutOffset = 16;
    public const int HashProbeOffset = 24;
    public const int HeapBytesOffset = 32;
    public const int SegmentBytesOffset = 40;
    public const int PartitionsOffset = 44;
    public const int SnapshotBytesOffset = 48;
    public const int SnapshotChecksumOffset = 56;
    public const int NodeTimeOffset = 64;
    public const int BootIdOffset = 72;
    public const int BootTimeOffset = 88;
    public const int UnixTimeOffset = 96;
    public const int ItemsOffset = 104;
    public const int SealMillisecondsOffset = 112;
    public const int ChecksumOffset = SizeBytes - sizeof(ulong);

    private const int BootIdBytes = 16;

    /// <summary>The first bytes of every heap file of every version.</summary>
    public static ReadOnlySpan<byte> Magic => "PELIKANH"u8;

    public uint Version { get; init; }

    public HeapFileState State { get; init; }

    /// <summary>See <see cref="LayoutProbe.Fingerprint"/>.</summary>
    public ulong Layout { get; init; }

    /// <summary>See <see cref="LayoutProbe.KeyHash"/>.</summary>
    public ulong HashProbe { get; init; }

    public HeapShape Shape { get; init; }

    public long SnapshotBytes { get; init; }

    public ulong SnapshotChecksum { get; init; }

    public SealStamp Stamp { get; init; }

    public long Items { get; init; }

    public long SealMilliseconds { get; init; }

    /// <summary>What this build writes for a heap of a shape; the rest is zero.</summary>
    public static HeapFileHeader Opened(HeapShape shape) => new()
    {
        Version = FormatVersion,
        State = HeapFileState.Open,
        Layout = LayoutProbe.Fingerprint(),
        HashProbe = LayoutProbe.KeyHash(),
        Shape = shape,
    };

    /// <summary>Whether bytes begin as a heap file does, of whatever version and in whatever condition.</summary>
    public static bool HasMagic(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <summary>Whether the checksum in the bytes is theirs.</summary>
    public static bool HasItsChecksum(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[ChecksumOffset..]) == Checksum64.Of(bytes[..ChecksumOffset]);

    /// <summary>The version, which means the same in every version.</summary>
    public static uint VersionOf(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[VersionOffset..]);

    /// <summary>Decode <see cref="SizeBytes"/> bytes whose checksum is right.</summary>
    public static HeapFileHeader Read(ReadOnlySpan<byte> bytes) => new()
    {
        Version = VersionOf(bytes),
        State = (HeapFileState)BinaryPrimitives.ReadInt32LittleEndian(bytes[StateOffset..]),
        Layout = BinaryPrimitives.ReadUInt64LittleEndian(bytes[LayoutOffset..]),
        HashProbe = BinaryPrimitives.ReadUInt64LittleEndian(bytes[HashProbeOffset..]),
        Shape = new HeapShape(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[HeapBytesOffset..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[SegmentBytesOffset..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[PartitionsOffset..])),
        SnapshotBytes = BinaryPrimitives.ReadInt64LittleEndian(bytes[SnapshotBytesOffset..]),
        SnapshotChecksum = BinaryPrimitives.ReadUInt64LittleEndian(bytes[SnapshotChecksumOffset..]),
        Stamp = new SealStamp(
            new Instant(BinaryPrimitives.ReadInt64LittleEndian(bytes[NodeTimeOffset..])),
            new MachineTime(
                new Guid(bytes.Slice(BootIdOffset, BootIdBytes)),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[BootTimeOffset..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[UnixTimeOffset..]))),
        Items = BinaryPrimitives.ReadInt64LittleEndian(bytes[ItemsOffset..]),
        SealMilliseconds = BinaryPrimitives.ReadInt64LittleEndian(bytes[SealMillisecondsOffset..]),
    };

    /// <summary>Encode to <see cref="SizeBytes"/> bytes, checksum included.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[SizeBytes];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(VersionOffset), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(StateOffset), (int)State);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(LayoutOffset), Layout);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(HashProbeOffset), HashProbe);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(HeapBytesOffset), Shape.HeapBytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(SegmentBytesOffset), Shape.SegmentBytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(PartitionsOffset), Shape.Partitions);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(SnapshotBytesOffset), SnapshotBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(SnapshotChecksumOffset), SnapshotChecksum);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(NodeTimeOffset), Stamp.Node.Milliseconds);
        Stamp.Machine.BootId.TryWriteBytes(bytes.AsSpan(BootIdOffset));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(BootTimeOffset), Stamp.Machine.BootMilliseconds);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(UnixTimeOffset), Stamp.Machine.UnixMilliseconds);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(ItemsOffset), Items);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(SealMillisecondsOffset), SealMilliseconds);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(ChecksumOffset), Checksum64.Of(bytes.AsSpan(0, ChecksumOffset)));
        return bytes;
    }
}
