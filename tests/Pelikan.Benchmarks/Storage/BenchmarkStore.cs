using System;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using Pelikan.Storage;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Benchmarks.Storage;

/// <summary>A partition with a row of 16-byte keys, filled and ready.</summary>
internal sealed class BenchmarkStore : IDisposable
{
    public const int KeyBytes = 16;

    private const int MaintainEvery = 16 * 1024;

    private readonly SegmentPool _pool;

    public BenchmarkStore(int items, long heapBytes, int writers, int hashPower = 0, EvictionKind eviction = EvictionKind.Merge)
    {
        Items = items;
        _pool = new SegmentPool(heapBytes, 2 * 1024 * 1024);
        SegCacheOptions options = new() { HeapBytes = heapBytes, HashPower = hashPower, WritersMax = writers, Eviction = eviction };
        Epoch = new Epoch();
        Cache = new SegCache(options, _pool, Epoch, hashSeed: 0x5EED);
    }

    public SegCache Cache { get; }

    public Epoch Epoch { get; }

    public int Items { get; }

    public static Instant Now => new(1_000_000);

    /// <summary>Write the key of an item: 16 bytes of text.</summary>
    public static void WriteKey(int index, Span<byte> key)
    {
        "key-000000000000"u8.CopyTo(key);
        Utf8Formatter.TryFormat(index, key[4..], out _, new System.Buffers.StandardFormat('D', 12));
    }

    public void Fill(ReadOnlySpan<byte> value, uint flags = 0, bool expires = false)
    {
        EpochParticipant participant = Epoch.Register();
        Instant expiry = expires ? Now.PlusSeconds(3600) : Instant.Never;
        Span<byte> key = stackalloc byte[KeyBytes];
        for (int i = 0; i < Items; i++)
        {
            using (EpochGuard guard = participant.Enter(Now))
            {
                WriteKey(i, key);
                if (Cache.Set(key, value, flags, expiry, guard) != StoreStatus.Ok)
                {
                    throw new InvalidOperationException($"the heap is full after {i} of {Items} items");
                }
            }

            if (i % MaintainEvery == 0)
            {
                Cache.Maintain(participant, Now);
            }
        }

        GrowTable(participant);
    }

    /// <summary>Let the owner work until the table has the size for its items, as it does beside the workers.</summary>
    public void GrowTable(EpochParticipant owner)
    {
        long before;
        do
        {
            before = Cache.HashHeads;
            Cache.Maintain(owner, Now);
        }
        while (Cache.HashHeads > before);
    }

    public void Dispose()
    {
        Cache.Dispose();
        _pool.Dispose();
    }
}
