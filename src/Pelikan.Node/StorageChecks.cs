using System;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Pelikan.Node.Admin;
using Pelikan.Node.EntryStore;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node;

/// <summary>
/// Checks of a node's partitions while workers use them. One at a time, each on a thread of its own, because a store of many
/// gigabytes takes minutes; ended before the memory under it goes.
/// </summary>
internal sealed class StorageChecks : IDisposable
{
    private readonly EpochParticipant _participant;
    private readonly Func<ImmutableArray<SegPartition>> _partitions;
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationToken _ended;
    private readonly Lock _running = new();

    /// <param name="epoch">The node's epochs; a place is taken in their table.</param>
    /// <param name="partitions">The partitions there are now, in the order of their shards; in a turn that sees one there, it lives.</param>
    public StorageChecks(Epoch epoch, Func<ImmutableArray<SegPartition>> partitions)
    {
        _participant = epoch.Register();
        _partitions = partitions;
        _ended = _ending.Token;
    }

    /// <summary>Check every partition.</summary>
    public Task<ImmutableArray<ShardCheck>> RunAsync(CancellationToken cancellation) =>
        Task.Factory.StartNew(() => Run(cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>End a check that runs, and let no other begin. When this returns, nobody looks at a partition any more.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        lock (_running)
        {
            _ending.Dispose();
        }
    }

    private ImmutableArray<ShardCheck> Run(CancellationToken cancellation)
    {
        lock (_running)
        {
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ended);
            ImmutableArray<ShardCheck>.Builder checks = ImmutableArray.CreateBuilder<ShardCheck>();
            either.Token.ThrowIfCancellationRequested();
            foreach (SegPartition partition in _partitions())
            {
                using EpochGuard guard = _participant.Enter(default);
                if (!_partitions().Contains(partition))
                {
                    continue;
                }

                long start = Stopwatch.GetTimestamp();
                StoreCheckResult result = partition.Cache.Check(_participant, either.Token);
                checks.Add(new ShardCheck(checks.Count, result, Stopwatch.GetElapsedTime(start)));
            }

            return checks.ToImmutable();
        }
    }
}
