using System;
using System.Linq;
using System.Buffers.Binary;
using System.Text;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Storage.Tests.Threads;

/// <summary>
/// Everything at once on a heap of a few segments: all operations, short lives, flushes, evictions. Every value says which key it
/// belongs to and what its bytes are; the whole store is checked at the end.
/// </summary>
public sealed class SoakTests
{
    private const int Threads = 4;
    private const int Keys = 300;

    [Theory]
    [InlineData(EvictionKind.Merge, 4, 4 * 1024)]
    [InlineData(EvictionKind.Merge, 16, 4 * 1024)]
    [InlineData(EvictionKind.Merge, 16, 64 * 1024)]
    [InlineData(EvictionKind.Fifo, 5, 8 * 1024)]
    [InlineData(EvictionKind.Random, 8, 4 * 1024)]
    [InlineData(EvictionKind.RandomFifo, 16, 8 * 1024)]
    [InlineData(EvictionKind.Cte, 16, 8 * 1024)]
    [InlineData(EvictionKind.Util, 32, 8 * 1024)]
    [InlineData(EvictionKind.S3Fifo, 4, 4 * 1024)]
    [InlineData(EvictionKind.S3Fifo, 16, 4 * 1024)]
    [InlineData(EvictionKind.S3Fifo, 32, 32 * 1024)]
    [InlineData(EvictionKind.None, 6, 16 * 1024)]
    [InlineData(EvictionKind.None, 32, 16 * 1024)]
    public void AllOperations_OnAFewSegments_StaySound(EvictionKind eviction, int segments, int segmentBytes) => Seeds.Each(1, 1, random =>
    {
        using SharedStore store = new(eviction, segments, segmentBytes, Threads, hashPower: 5);
        int seed = random.Next();
        long[] stored = new long[Threads];
        long[] found = new long[Threads];
        store.Run(Threads, (thread, place) =>
        {
            SoakClient client = new(store, place, new Random(seed + thread), segmentBytes);
            for (int i = 0; i < 15_000; i++)
            {
                client.Step();
            }

            stored[thread] = client.Stored;
            found[thread] = client.Found;
        });

        // Where nothing is evicted, the first threads may fill the heap before the last one begins.
        long least = eviction == EvictionKind.None ? 0 : 100;
        Assert.All(stored, count => Assert.InRange(count, least, long.MaxValue));
        Assert.All(found, count => Assert.InRange(count, least, long.MaxValue));
        Assert.InRange(stored.Sum(), 100 * Threads, long.MaxValue);
        Assert.InRange(found.Sum(), 100 * Threads, long.MaxValue);
        if (eviction != EvictionKind.None)
        {
            Assert.Equal(0, store.Metric(StorageMetric.SegmentRequestFailure));
        }
    });

    private sealed class SoakClient
    {
        private readonly SharedStore _store;
        private readonly EpochParticipant _place;
        private readonly Random _random;
        private readonly byte[] _value;

        public SoakClient(SharedStore store, EpochParticipant place, Random random, int segmentBytes)
        {
            _store = store;
            _place = place;
            _random = random;
            _value = new byte[segmentBytes / 4];
        }

        public long Stored { get; private set; }

        public long Found { get; private set; }

        public void Step()
        {
            int key = _random.Next(_random.Next(4) == 0 ? 10 : Keys);
            byte[] name = Encoding.ASCII.GetBytes($"soak{key}");
            using EpochGuard guard = _place.Enter(_store.Now);
            int dice = _random.Next(100);
            if (dice < 45)
            {
                Store(name, key, dice, guard);
            }
            else if (dice < 90)
            {
                Read(name, key, dice, guard);
            }
            else if (dice < 97)
            {
                _store.Cache.Delete(name, guard);
            }
            else if (dice < 99)
            {
                _store.Cache.Touch(name, NextExpiry(guard), guard);
            }
            else if (_random.Next(4) == 0)
            {
                _store.Cache.FlushAll(guard.Now.PlusMilliseconds(_random.Next(3)), guard);
            }
        }

        private Instant NextExpiry(in EpochGuard guard) => _random.Next(4) switch
        {
            0 => Instant.Never,
            1 => guard.Now.PlusMilliseconds(_random.Next(1, 40)),
            2 => guard.Now.PlusSeconds(_random.Next(1, 4000)),
            _ => guard.Now.PlusMilliseconds(_random.Next(-2, 5000)),
        };

        private void Store(byte[] name, int key, int dice, in EpochGuard guard)
        {
            ReadOnlySpan<byte> value = NextValue(key);
            StoreStatus status = dice switch
            {
                < 35 => _store.Cache.Set(name, value, (uint)key, NextExpiry(guard), guard),
                < 38 => _store.Cache.Add(name, value, (uint)key, NextExpiry(guard), guard),
                < 41 => _store.Cache.Replace(name, value, (uint)key, NextExpiry(guard), guard),
                _ => CompareAndSet(name, value, key, guard),
            };
            Stored += status == StoreStatus.Ok ? 1 : 0;
        }

        private StoreStatus CompareAndSet(byte[] name, ReadOnlySpan<byte> value, int key, in EpochGuard guard)
        {
            StoreStatus status = _store.Cache.GetWithCas(name, guard, out ItemView item);
            return status == StoreStatus.Ok
                ? _store.Cache.CompareAndSet(name, value, (uint)key, NextExpiry(guard), item.Cas, guard)
                : status;
        }

        private void Read(byte[] name, int key, int dice, in EpochGuard guard)
        {
            scoped ItemView item;
            StoreStatus status = dice switch
            {
                < 80 => _store.Cache.Get(name, guard, out item),
                < 85 => _store.Cache.GetWithCas(name, guard, out item),
                _ => _store.Cache.GetAndTouch(name, guard.Now.PlusMilliseconds(_random.Next(1, 2000)), guard, out item),
            };
            if (status != StoreStatus.Ok)
            {
                return;
            }

            Found++;
            Assert.True(item.Expiry > guard.Now, $"served at {guard.Now.Milliseconds}, expired at {item.Expiry.Milliseconds}");
            Assert.True(item.Key.SequenceEqual(name), "another key's item");
            Assert.Equal((uint)key, item.Flags);
            Assert.Equal(key, BinaryPrimitives.ReadInt32LittleEndian(item.Value));
            byte fill = item.Value[4];
            Assert.Equal(item.Value.Length, BinaryPrimitives.ReadInt32LittleEndian(item.Value[5..]));
            Assert.True(item.Value[9..].IndexOfAnyExcept(fill) < 0, "a torn value");
        }

        /// <summary>| key 4 | fill 1 | length 4 | fill … |</summary>
        private ReadOnlySpan<byte> NextValue(int key)
        {
            Span<byte> value = _value.AsSpan(0, _random.Next(9, _random.Next(8) == 0 ? _value.Length : 120));
            byte fill = (byte)_random.Next(256);
            value.Fill(fill);
            BinaryPrimitives.WriteInt32LittleEndian(value, key);
            BinaryPrimitives.WriteInt32LittleEndian(value[5..], value.Length);
            return value;
        }
    }
}
