using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Pelikan.Node.Config;
using Pelikan.Node.Config.Values;
using Pelikan.Storage;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Restart;
using Pelikan.Storage.Segments;

namespace Pelikan.Node;

/// <summary>
/// The node's heap: memory that ends with the process, or a file that the next process takes over. Says in the log what became of
/// the file, one line a start and one a stop.
/// </summary>
internal sealed class NodeHeap : IDisposable
{
    private readonly HeapFile? _file;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HeapFileMetrics _metrics = new();
    private readonly long _opened;

    private NodeHeap(SegConfig config, int threads, TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
        _opened = time.GetTimestamp();
        if (config.DatapoolPath.Length == 0)
        {
            Pool = Prefaulted(new SegmentPool(config.HeapSize, config.SegmentSize, pages: config.HugePages), config, threads);
            return;
        }

        _file = HeapFile.Open(config.DatapoolPath, new HeapShape(config.HeapSize, config.SegmentSize, config.Shards));
        Pool = Prefaulted(new SegmentPool(_file, config.HugePages), config, threads);
        Start = _file.IsRestorable ? _file.Sealed.Continued(MachineClock.Read(time)) : default;
    }

    public SegmentPool Pool { get; }

    /// <summary>What the node's clock says at this start: it goes on from where a sealed heap stopped, the time between included.</summary>
    public Instant Start { get; }

    public IMetricSource Metrics => _metrics;

    /// <summary>Take the memory, or the file.</summary>
    /// <exception cref="InsufficientMemoryException">The system does not give that much memory.</exception>
    /// <exception cref="HeapFileException">The file cannot be used.</exception>
    public static NodeHeap Open(SegConfig config, int threads, TimeProvider time, ILogger logger)
    {
        try
        {
            return new NodeHeap(config, threads, time, logger);
        }
        catch (InsufficientMemoryException fault)
        {
            throw new InsufficientMemoryException($"seg.heap_size = \"{SizeType.Text(config.HeapSize)}\": {fault.Message}", fault);
        }
        catch (HeapFileException fault)
        {
            throw new HeapFileException($"seg.datapool_path: {fault.Message}", fault);
        }
    }

    /// <summary>What the partitions of a sealed heap were, one a shard; empty where there is nothing to take over.</summary>
    /// <param name="participant">On whose account the counts of the earlier run go.</param>
    public ImmutableArray<PartitionImage> Restore(EpochParticipant participant) =>
        _file is { IsRestorable: true } ? _file.Restore(Pool, participant) : [];

    /// <summary>The partitions are made: have room to seal them, and say what they began with.</summary>
    public void Complete(IReadOnlyList<SegCache> partitions)
    {
        if (_file is null)
        {
            return;
        }

        _file.ReserveSnapshot(Pool, partitions);
        long milliseconds = MillisecondsSince(_opened);
        if (_file.IsRestorable)
        {
            _metrics.RestoreMilliseconds = milliseconds;
            _metrics.SealMilliseconds = _file.SealMilliseconds;
            _logger.LogInformation(
                "took over the heap file {Path}: {Items} items in {Milliseconds} ms, {Away} ms after it was sealed",
                _file.Path, _file.SealedItems, milliseconds, Start.Milliseconds - _file.Sealed.Node.Milliseconds);
        }
        else if (_file.Refusal is null)
        {
            _logger.LogInformation("made the heap file {Path} in {Milliseconds} ms", _file.Path, milliseconds);
        }
        else
        {
            _metrics.IsRefused = true;
            _logger.LogWarning(
                "cannot take over the heap file {Path}, because {Reason}; starting empty, and the file is made anew", _file.Path, _file.Refusal);
        }
    }

    /// <summary>From now on the heap changes. A start that fails before leaves the file as it found it.</summary>
    public void BeginUse() => _file?.BeginUse();

    /// <summary>Make the file complete, if the heap is in one and was used. Nobody uses the heap any more.</summary>
    /// <exception cref="HeapFileException">The file cannot be written.</exception>
    public void Seal(IReadOnlyList<SegCache> partitions, EpochParticipant participant, Instant now)
    {
        if (_file is not { IsInUse: true })
        {
            return;
        }

        long started = _time.GetTimestamp();
        SealStamp stamp = new(now, MachineClock.Read(_time));
        long items = _file.Seal(Pool, partitions, participant, stamp, () => MillisecondsSince(started));
        _logger.LogInformation(
            "sealed the heap file {Path}: {Items} items in {Milliseconds} ms",
            _file.Path, items, MillisecondsSince(started));
    }

    /// <summary>Say why a file that was in use is not sealed; the next start finds it so.</summary>
    public void LeaveOpen(string reason)
    {
        if (_file is { IsInUse: true })
        {
            _logger.LogError("leaving the heap file {Path} as it is, because {Reason}; the next start begins empty", _file.Path, reason);
        }
    }

    public void Dispose()
    {
        Pool.Dispose();
        _file?.Dispose();
    }

    private long MillisecondsSince(long timestamp) => (long)_time.GetElapsedTime(timestamp).TotalMilliseconds;

    private static SegmentPool Prefaulted(SegmentPool pool, SegConfig config, int threads)
    {
        try
        {
            if (config.Prefault)
            {
                pool.Prefault(threads);
            }

            return pool;
        }
        catch
        {
            pool.Dispose();
            throw;
        }
    }
}
