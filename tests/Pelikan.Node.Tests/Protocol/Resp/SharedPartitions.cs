using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Pelikan.Actors.Sharding;
using Pelikan.Node.EntryStore;
using Pelikan.Storage;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>Two real partitions that evict nothing, and threads with sessions on them. Checked whole when disposed.</summary>
internal sealed class SharedPartitions : IDisposable
{
    private const int ShardCount = 2;
    private const int SegmentBytes = 64 * 1024;
    private const int Segments = 512;

    private readonly Epoch _epoch = new();
    private readonly SegmentPool _pool = new((long)Segments * SegmentBytes, SegmentBytes);
    private readonly ImmutableArray<SegPartition> _partitions;
    private bool _failed;

    public SharedPartitions(int writers)
    {
        SegCacheOptions options = new()
        {
            HeapBytes = (long)Segments * SegmentBytes / ShardCount,
            Eviction = EvictionKind.None,
            WritersMax = writers,
        };
        Maintainer maintainer = new(_epoch);
        _partitions = [.. Enumerable.Range(0, ShardCount).Select(i => new SegPartition(options, _pool, _epoch, maintainer, (ulong)i))];
    }

    public StoreSession NewSession() =>
        new(new RoutedStore(new ShardMap<SegPartition>(new ShardSnapshot<SegPartition>(1, _partitions)), _epoch.Register()));

    /// <summary>Run sessions on threads of their own, while another gives back the segments that hold nothing alive.</summary>
    public void Run(int threads, Action<int, StoreSession> body)
    {
        StoreSession[] sessions = [.. Enumerable.Range(0, threads).Select(_ => NewSession())];
        int running = threads;
        _failed = true;
        Threaded.Run(threads + 1, thread =>
        {
            if (thread == threads)
            {
                while (Volatile.Read(ref running) > 0)
                {
                    Maintain();
                    Thread.Yield();
                }

                return;
            }

            try
            {
                body(thread, sessions[thread]);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        });
        _failed = false;
    }

    public void Dispose()
    {
        if (_failed)
        {
            // A thread may still be at work: the memory stays mapped, so that the failure is what is reported.
            return;
        }

        foreach (SegPartition partition in _partitions)
        {
            StoreCheckResult check = partition.Cache.Check();
            Assert.True(check.IsSound, string.Join('\n', check.Problems));
            partition.Dispose();
        }

        _pool.Dispose();
    }

    private void Maintain()
    {
        foreach (SegPartition partition in _partitions)
        {
            partition.Maintain(new Instant(5_000));
        }
    }
}
