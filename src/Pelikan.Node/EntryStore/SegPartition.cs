using System;
using System.Threading;
using Pelikan.Actors.Storage;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Restart;
using Pelikan.Storage.Segments;

namespace Pelikan.Node.EntryStore;

/// <summary>A partition as its two users see it: workers reach the cache, a storage actor looks after it.</summary>
public sealed class SegPartition : IPartition
{
    private readonly Maintainer _maintainer;
    private Action? _wake;

    /// <param name="options">The partition's bounds.</param>
    /// <param name="pool">The node's heap.</param>
    /// <param name="epoch">The node's epochs.</param>
    /// <param name="maintainer">Where its storage actor does its rounds.</param>
    /// <param name="hashSeed">Unpredictable to clients.</param>
    public SegPartition(SegCacheOptions options, SegmentPool pool, Epoch epoch, Maintainer maintainer, ulong hashSeed)
    {
        _maintainer = maintainer;
        Cache = new SegCache(options, pool, epoch, hashSeed, Wake);
    }

    /// <summary>Take over a partition of an earlier run.</summary>
    /// <param name="options">The partition's bounds.</param>
    /// <param name="pool">The node's heap, restored.</param>
    /// <param name="epoch">The node's epochs.</param>
    /// <param name="maintainer">Where its storage actor does its rounds.</param>
    /// <param name="image">Of this partition.</param>
    public SegPartition(SegCacheOptions options, SegmentPool pool, Epoch epoch, Maintainer maintainer, PartitionImage image)
    {
        _maintainer = maintainer;
        Cache = new SegCache(options, pool, epoch, image, Wake);
    }

    public SegCache Cache { get; }

    public int Maintain(Instant now) => _maintainer.Maintain(Cache, now);

    public void OnPressure(Action wake) => Volatile.Write(ref _wake, wake);

    public void Dispose() => Cache.Dispose();

    private void Wake() => Volatile.Read(ref _wake)?.Invoke();
}
