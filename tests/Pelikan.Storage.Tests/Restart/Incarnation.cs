using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Restart;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Restart;

/// <summary>One life of a store over a heap file, from opening to the end; the next one opens the same path.</summary>
internal sealed class Incarnation : IDisposable
{
    public const int SegmentBytes = 64 * 1024;

    public static readonly HeapShape Shape = new(16 * SegmentBytes, SegmentBytes, 1);

    private readonly Epoch _epoch = new();
    private readonly EpochParticipant _owner;
    private readonly SegCacheOptions _options;

    /// <param name="path">Of the heap file.</param>
    /// <param name="shape">16 segments of one partition unless told.</param>
    /// <param name="now">When the earlier life was sealed, it goes on from there instead.</param>
    /// <param name="machine">The machine's clocks at this start.</param>
    /// <param name="seed">Of the hash of new partitions.</param>
    /// <param name="writers">Threads, from which the number of lanes follows.</param>
    public Incarnation(
        string path, HeapShape? shape = null, Instant? now = null, MachineTime machine = default, ulong seed = 7, int writers = 1)
    {
        HeapShape wanted = shape ?? Shape;
        File = HeapFile.Open(path, wanted);
        Pool = new SegmentPool(File);
        _owner = _epoch.Register();
        Thread = _epoch.Register();
        Second = _epoch.Register();
        _options = new SegCacheOptions { HeapBytes = wanted.HeapBytes / wanted.Partitions, WritersMax = writers };
        Now = File.IsRestorable ? File.Sealed.Continued(machine) : now ?? new Instant(1_000);
        Caches = File.IsRestorable
            ? [.. File.Restore(Pool, _owner).Select(image => new SegCache(_options, Pool, _epoch, image))]
            : [.. Enumerable.Range(0, wanted.Partitions).Select(i => new SegCache(_options, Pool, _epoch, seed + (ulong)i))];
        File.ReserveSnapshot(Pool, Caches);
    }

    public HeapFile File { get; }

    public SegmentPool Pool { get; }

    public ImmutableArray<SegCache> Caches { get; }

    public SegCache Cache => Caches[0];

    public EpochParticipant Thread { get; }

    /// <summary>Another thread that writes.</summary>
    public EpochParticipant Second { get; }

    public Instant Now { get; set; }

    public StoreStatus Set(string key, string value, uint flags = 0, Instant? expiry = null, SegCache? cache = null)
    {
        using EpochGuard guard = Thread.Enter(Now);
        return (cache ?? Cache).Set(Bytes(key), Bytes(value), flags, expiry ?? Instant.Never, guard);
    }

    /// <summary>The value, or null.</summary>
    public string? Get(string key, SegCache? cache = null)
    {
        using EpochGuard guard = Thread.Enter(Now);
        return (cache ?? Cache).Get(Bytes(key), guard, out ItemView item) == StoreStatus.Ok ? Encoding.ASCII.GetString(item.Value) : null;
    }

    public ulong Cas(string key)
    {
        using EpochGuard guard = Thread.Enter(Now);
        Assert.Equal(StoreStatus.Ok, Cache.GetWithCas(Bytes(key), guard, out ItemView item));
        return item.Cas;
    }

    public void Maintain()
    {
        foreach (SegCache cache in Caches)
        {
            cache.Maintain(_owner, Now);
        }
    }

    public long Metric(string name)
    {
        long[] sums = new long[Cache.Metrics.Metrics.Count];
        foreach (SegCache cache in Caches)
        {
            cache.Metrics.Read(sums);
        }

        return sums[Cache.Metrics.Metrics.ToList().FindIndex(metric => metric.Name == name)];
    }

    public long Seal(MachineTime machine = default) =>
        File.Seal(Pool, Caches, _owner, new SealStamp(Now, machine), elapsedMilliseconds: () => 0);

    public void CheckSound()
    {
        foreach (SegCache cache in Caches)
        {
            StoreCheckResult check = cache.Check();
            Assert.True(check.IsSound, string.Join('\n', check.Problems));
        }
    }

    public void Dispose()
    {
        CheckSound();
        foreach (SegCache cache in Caches)
        {
            cache.Dispose();
        }

        Assert.Equal(Pool.Count, Pool.Free);
        Pool.Dispose();
        File.Dispose();
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
