using System;
using System.Buffers.Binary;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Packs;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Restart;

/// <summary>
/// What the bytes of a heap mean to this build, boiled down to two words: samples are made by the code that makes the real ones,
/// so that a build which lays them out in another way has another fingerprint, whether or not anybody thought of it.
/// </summary>
internal static class LayoutProbe
{
    private const ulong Seed = 0x0123_4567_89AB_CDEF;

    // Below 4, 8, 16 bytes and above: each way through the hash function.
    private static readonly int[] KeyLengths = [1, 3, 5, 8, 13, 16, 17, 40, 250];

    /// <summary>The words and bytes of items, item infos, segment headers and hash buckets.</summary>
    public static ulong Fingerprint()
    {
        Span<byte> sample = stackalloc byte[256];
        sample.Clear();
        WriteItem(sample);
        WriteHeader(sample[64..]);
        BinaryPrimitives.WriteUInt64LittleEndian(sample[128..], new ItemInfo(tag: 0xABC, frequency: 0x5A, segment: 0x123456, offset: 0x1ABC0).Word);
        BinaryPrimitives.WriteUInt64LittleEndian(sample[136..], ItemInfo.LinkTo(0x1234567).Word);
        BinaryPrimitives.WriteUInt64LittleEndian(sample[144..], ItemInfo.TagOf(Seed));
        BinaryPrimitives.WriteInt32LittleEndian(sample[152..], BucketArray.HeadBytes);
        BinaryPrimitives.WriteInt32LittleEndian(sample[156..], OverflowBuckets.BucketBytes);
        BinaryPrimitives.WriteInt32LittleEndian(sample[160..], BucketArray.ImageVersion);
        BinaryPrimitives.WriteInt32LittleEndian(sample[164..], PartitionRecord.SizeBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(sample[176..], CasId.Make(CasId.SaltOf(Seed), generation: 0x12345, location: 0xABC_1234_5678));
        BinaryPrimitives.WriteInt32LittleEndian(sample[184..], PackLayout.Version);
        WriteNumbers(sample[188..]);
        ReadOnlySpan<SegmentState> states =
            [SegmentState.Free, SegmentState.Open, SegmentState.Sealed, SegmentState.Draining, SegmentState.Retired];
        for (int i = 0; i < states.Length; i++)
        {
            sample[168 + i] = (byte)states[i];
        }

        return Checksum64.Of(sample);
    }

    /// <summary>What the key hash makes of sample keys.</summary>
    public static ulong KeyHash()
    {
        Span<byte> key = stackalloc byte[256];
        for (int i = 0; i < key.Length; i++)
        {
            key[i] = (byte)(i * 7);
        }

        Span<byte> hashes = stackalloc byte[KeyLengths.Length * sizeof(ulong)];
        for (int i = 0; i < KeyLengths.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(hashes[(i * sizeof(ulong))..], HashTable.KeyHash.Of(key[..KeyLengths[i]], Seed));
        }

        return Checksum64.Of(hashes);
    }

    private static void WriteItem(Span<byte> sample)
    {
        ItemOptions options = ItemHeader.OptionsFor(flags: 0x11223344, new Instant(0x55_6677_8899), cas: Seed, traits: true) | ItemOptions.CasObserved;
        ItemTraits traits = new((ItemKind)0x6, (ItemMarks)0x9, 0xAABBCCDD);
        ItemHeader.Write(sample, options, "key"u8, "value"u8, 0x11223344, new Instant(0x55_6677_8899), Seed, traits);
        sample[ItemHeader.SizeOf(options, 3, 5)] = (byte)ItemOptions.Dead;
    }

    /// <summary>The numbers that stand for kinds and marks.</summary>
    private static void WriteNumbers(Span<byte> sample)
    {
        ReadOnlySpan<byte> numbers =
        [
            (byte)ItemKind.String, (byte)ItemKind.List, (byte)ItemKind.Set, (byte)ItemKind.SortedSet, (byte)ItemKind.Hash,
            (byte)ItemMarks.Stale, (byte)ItemMarks.Won, (byte)ItemMarks.BinaryKey, (byte)ItemMarks.Fetched,
        ];
        numbers.CopyTo(sample);
    }

    /// <summary>A header with another number in each field, as it lies in memory.</summary>
    private static void WriteHeader(Span<byte> sample)
    {
        using SegmentTable table = new(1);
        ref SegmentHeader header = ref table[1];
        header.Generation = 0x01020304;
        header.Open(owner: 0x05060708, ttlBucket: 0x090A, lane: 0x0B0C, sequence: 0x0D0E0F10);
        _ = header.TryAppend(size: 0x1110, segmentBytes: SegmentPool.SegmentBytesMax, expiry: 0x1213141516, out _);
        header.EnterState(SegmentState.Sealed, epoch: 0x1718191A);
        table.Image[..SegmentHeader.SizeBytes].CopyTo(sample);
    }
}
