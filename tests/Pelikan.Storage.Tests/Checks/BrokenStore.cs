using System;
using System.Buffers.Binary;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Items;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Checks;

/// <summary>A store whose bytes a test may damage behind its back.</summary>
internal sealed class BrokenStore : IDisposable
{
    private const int SegmentBytes = 16 * 1024;
    private const int Segments = 64;

    private readonly SegmentPool _pool = new(Segments * SegmentBytes, SegmentBytes, guarded: true);
    private int _settled;

    public BrokenStore()
    {
        SegCacheOptions options = new() { HeapBytes = Segments * SegmentBytes, Eviction = EvictionKind.Merge, HashPower = 4 };
        Cache = new SegCache(options, _pool, Epoch, hashSeed: 7);
        Place = Epoch.Register();
    }

    public Epoch Epoch { get; } = new();

    public SegCache Cache { get; }

    public EpochParticipant Place { get; }

    public void Fill(int items)
    {
        Span<byte> key = stackalloc byte[sizeof(long)];
        for (int i = 0; i < items; i++)
        {
            using EpochGuard guard = Place.Enter(new Instant(1));
            BinaryPrimitives.WriteInt64LittleEndian(key, i);
            Assert.Equal(StoreStatus.Ok, Cache.Set(key, "a value of some length"u8, 0, new Instant(1_000_000), guard));
        }

        Cache.Maintain(Place, new Instant(1));
        for (int segment = 1; segment <= Segments && _settled == 0; segment++)
        {
            _settled = _pool.Headers[segment].State == SegmentState.Sealed ? segment : 0;
        }
    }

    /// <summary>Break the first item of a sealed segment, or the segment's header.</summary>
    public void Damage(string what)
    {
        ref SegmentHeader header = ref _pool.Headers[_settled];
        Span<byte> item = _pool.Memory.Tail(_settled, 0);
        switch (what)
        {
            case "key":
                item[ItemHeader.FixedBytes + ItemHeader.ExpiryBytes] ^= 1;
                break;
            case "size":
                BinaryPrimitives.WriteUInt32LittleEndian(item, 0xFFFFFF08);
                break;
            case "expiry":
                item[ItemHeader.FixedBytes + 4] = 1;
                break;
            case "dead":
                item[ItemHeader.OptionsOffset] |= (byte)ItemOptions.Dead;
                break;
            case "kind":
                item[ItemHeader.OptionsOffset] |= (byte)ItemOptions.HasTraits;
                item[ItemHeader.FixedBytes + ItemHeader.ExpiryBytes] = 9;
                break;
            case "position":
                header.Open(header.Owner, header.TtlBucket, header.Lane, header.Sequence);
                break;
            case "owner":
                header.Owner = 99;
                break;
            default:
                throw new ArgumentException($"no damage \"{what}\"", nameof(what));
        }
    }

    public void Dispose()
    {
        Cache.Dispose();
        _pool.Dispose();
    }
}
