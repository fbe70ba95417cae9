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

    private readonly SegmentPool _pool;
    private readonly byte[] _keys;

    public BenchmarkStore(int items, long heapBytes, int writers, int hashPower = 0)
    {
        Items = items;
        _pool = new SegmentPool(heapBytes, 2 * 1024 * 1024);
        SegCacheOptions options = new() { HeapBytes = heapBytes, HashPower = hashPower, WritersMax = writers, Eviction = EvictionKind.Merge };
        Epoch = new Epoch();
        Cache = new SegCache(options, _pool, Epoch, hashSeed: 0x5EED);
        _keys = new byte[(long)items * KeyBytes];
        for (int i = 0; i < items; i++)
        {
            Span<byte> key = _keys.AsSpan(i * KeyBytes, KeyBytes);
            "key-000000000000"u8.CopyTo(key);
            Utf8Formatter.TryFormat(i, key[4..], out _, new System.Buffers.StandardFormat('D', 12));
        }
    }

    public SegCache Cache { get; }

    public Epoch Epoch { get; }

    public int Items { get; }

    public static Instant Now => new(1_000_000);

    public ReadOnlySpan<byte> Key(int index) => _keys.AsSpan(index * KeyBytes, KeyBytes);

    public void Fill(ReadOnlySpan<byte> value)
    {
        EpochParticipant participant = Epoch.Register();
        for (int i = 0; i < Items; i++)
        {
            using EpochGuard guard = participant.Enter(Now);
            Cache.Set(Key(i), value, 0, Instant.Never, guard);
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
