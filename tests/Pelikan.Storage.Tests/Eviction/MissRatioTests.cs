using System;
using System.Collections.Generic;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Eviction;

/// <summary>
/// Look-aside reads of keys drawn by Zipf's law, one seed: how often a policy misses beside item by item LRU and FIFO over the same
/// bytes. Items take 100 to 1000 bytes, the heap holds about a seventh of them.
/// </summary>
public sealed class MissRatioTests
{
    private const int Keys = 24_000;
    private const int Requests = 400_000;
    private const int SegmentBytes = 32 * 1024;
    private const int Segments = 64;
    private const int HeaderAndKeyBytes = 13;
    private const int RequestsPerSecond = 1000;

    [Theory]
    [InlineData(EvictionKind.Merge, 0.8, 0.90)]
    [InlineData(EvictionKind.Merge, 1.0, 0.90)]
    [InlineData(EvictionKind.S3Fifo, 0.8, 0.90)]
    [InlineData(EvictionKind.S3Fifo, 1.0, 0.90)]
    public void MissesLessThanLru(EvictionKind eviction, double alpha, double ratioMax)
    {
        int[] requests = Draw(alpha);
        Assert.InRange((double)CountMisses(eviction, requests) / CountReference(requests, movesOnRead: true), 0.5, ratioMax);
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(1.0)]
    public void Fifo_MissesHardlyMoreThanFifoByItems(double alpha)
    {
        int[] requests = Draw(alpha);
        Assert.InRange((double)CountMisses(EvictionKind.Fifo, requests) / CountReference(requests, movesOnRead: false), 0.97, 1.06);
    }

    private static int ValueBytes(int key) => 100 + (int)((uint)key * 2654435761u % 900);

    private static int[] Draw(double alpha)
    {
        Random random = new(1);
        double[] sums = new double[Keys];
        double sum = 0;
        for (int i = 0; i < Keys; i++)
        {
            sum += Math.Pow(i + 1, -alpha);
            sums[i] = sum;
        }

        int[] requests = new int[Requests];
        for (int i = 0; i < Requests; i++)
        {
            int at = Array.BinarySearch(sums, random.NextDouble() * sum);
            requests[i] = at < 0 ? Math.Min(~at, Keys - 1) : at;
        }

        return requests;
    }

    private static int CountMisses(EvictionKind eviction, int[] requests)
    {
        using SegmentPool pool = new(Segments * SegmentBytes, SegmentBytes);
        Epoch epoch = new();
        using SegCache cache = new(new SegCacheOptions { HeapBytes = Segments * SegmentBytes, Eviction = eviction }, pool, epoch, 3);
        EpochParticipant thread = epoch.Register();
        byte[] value = new byte[1000];
        int misses = 0;
        for (int i = 0; i < requests.Length; i++)
        {
            byte[] key = BitConverter.GetBytes((long)requests[i]);
            Instant now = new(1000L * i / RequestsPerSecond);
            using (EpochGuard guard = thread.Enter(now))
            {
                if (cache.Get(key, guard, out _) == StoreStatus.Ok)
                {
                    continue;
                }

                misses += i >= Requests / 2 ? 1 : 0;
                Assert.Equal(StoreStatus.Ok, cache.Set(key, value.AsSpan(0, ValueBytes(requests[i])), 0, Instant.Never, guard));
            }

            cache.Maintain(thread, now);
        }

        return misses;
    }

    /// <summary>A list of items over the same bytes: by reading (LRU) or by storing (FIFO), the oldest leaves.</summary>
    private static int CountReference(int[] requests, bool movesOnRead)
    {
        LinkedList<int> line = new();
        Dictionary<int, LinkedListNode<int>> places = [];
        long used = 0;
        int misses = 0;
        for (int i = 0; i < requests.Length; i++)
        {
            if (places.TryGetValue(requests[i], out LinkedListNode<int>? place))
            {
                if (movesOnRead)
                {
                    line.Remove(place);
                    line.AddLast(place);
                }

                continue;
            }

            misses += i >= Requests / 2 ? 1 : 0;
            places[requests[i]] = line.AddLast(requests[i]);
            for (used += HeaderAndKeyBytes + ValueBytes(requests[i]); used > Segments * SegmentBytes; line.RemoveFirst())
            {
                used -= HeaderAndKeyBytes + ValueBytes(line.First!.Value);
                places.Remove(line.First.Value);
            }
        }

        return misses;
    }
}
