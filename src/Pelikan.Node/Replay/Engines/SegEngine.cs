using System;
using Pelikan.Node.Replay.Traces;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Node.Replay.Engines;

/// <summary>
/// The server's own storage, alone in the process and on the trace's clock: requests go in groups whose cache misses overlap,
/// as pipelined ones do, and the owner's rounds are made between groups.
/// </summary>
internal sealed class SegEngine : IReplayEngine
{
    /// <summary>Requests whose buckets and items are loaded together.</summary>
    private const int GroupRequests = 16;

    /// <summary>Requests after which the owner has a round, if no writer asked for one before: a tenth of a second of a busy server.</summary>
    private const int MaintenanceRequests = 4096;

    /// <summary>The trace repeats itself, and so does the hash.</summary>
    private const ulong HashSeed = 0x5EED;

    /// <summary>docs/storage.md has the layout.</summary>
    private const int SegmentHeaderBytes = 64;

    private readonly SegmentPool _pool;
    private readonly SegCache _cache;
    private readonly EpochParticipant _participant;
    private readonly MetricReader _metrics;
    private readonly FillRule _fill;
    private readonly byte[] _keys = new byte[GroupRequests * TraceLimits.KeyBytesMax];
    private readonly byte[] _value;
    private ReplayCounts _counts;
    private HeaderMean _headers;
    private long _expiredBefore;
    private long _evictedBefore;
    private long _firstTime = -1;
    private Instant _now;
    private int _sinceMaintenance;
    private bool _pressure;

    /// <param name="options">Settings.</param>
    /// <param name="heapBytes">Whole segments.</param>
    /// <param name="fill">What follows a miss.</param>
    /// <exception cref="ArgumentException">Settings that do not fit together.</exception>
    /// <exception cref="InsufficientMemoryException">The system does not give that much.</exception>
    public SegEngine(SegEngineOptions options, long heapBytes, FillRule fill)
    {
        Epoch epoch = new(1);
        Policy = Policies.NameOf(options.Eviction);
        HeapBytes = heapBytes;
        _pool = new SegmentPool(heapBytes, options.SegmentBytesOf(heapBytes));
        _cache = new SegCache(options.Of(heapBytes), _pool, epoch, HashSeed, () => _pressure = true);
        _participant = epoch.Register();
        _metrics = new MetricReader(_cache.Metrics);
        _fill = fill;
        _value = ReplayValue.OfLength(_pool.SegmentBytes);
    }

    public string Policy { get; }

    public long HeapBytes { get; }

    public void Run(ReadOnlySpan<TraceRequest> requests)
    {
        if (_firstTime < 0 && !requests.IsEmpty)
        {
            _firstTime = requests[0].TimeMilliseconds;
        }

        while (!requests.IsEmpty)
        {
            int count = Math.Min(GroupRequests, requests.Length);
            RunGroup(requests[..count]);
            requests = requests[count..];
            _sinceMaintenance += count;
            if (_pressure || _sinceMaintenance >= MaintenanceRequests)
            {
                Maintain();
            }
        }
    }

    public void BeginMeasure()
    {
        _metrics.Read();
        _expiredBefore = _metrics["item_expire"];
        _evictedBefore = _metrics["item_evict"];
        _counts = default;
    }

    public ReplayResult Finish(double seconds)
    {
        Maintain();
        _metrics.Read();
        long items = _metrics["item_current"];
        long headerBytes = (long)_pool.Count * SegmentHeaderBytes;
        long used = (_metrics["segment_current"] * _pool.SegmentBytes) + _cache.HashBytes + headerBytes;
        return new ReplayResult
        {
            Policy = Policy,
            HeapBytes = HeapBytes,
            SegmentBytes = _pool.SegmentBytes,
            TableBytes = _cache.HashBytes,
            HeaderBytes = headerBytes,
            Counts = _counts,
            Expired = _metrics["item_expire"] - _expiredBefore,
            Evicted = _metrics["item_evict"] - _evictedBefore,
            Items = items,
            OverheadBytes = items == 0 ? null : ((double)(used - _metrics["item_current_bytes"]) / items) + _headers.Bytes,
            Seconds = seconds,
        };
    }

    public void Dispose()
    {
        _cache.Dispose();
        _pool.Dispose();
    }

    private void RunGroup(ReadOnlySpan<TraceRequest> group)
    {
        using EpochGuard turn = _participant.Enter(_now);
        for (int i = 0; i < group.Length; i++)
        {
            KeyBytes.Write(KeyAt(i), group[i].Key);
            _cache.PrefetchBucket(KeyOf(i, group[i]));
        }

        for (int i = 0; i < group.Length; i++)
        {
            _cache.PrefetchItem(KeyOf(i, group[i]));
        }

        for (int i = 0; i < group.Length; i++)
        {
            ref readonly TraceRequest request = ref group[i];
            _now = new Instant(request.TimeMilliseconds - _firstTime);
            using EpochGuard guard = _participant.Enter(_now);
            Run(request, KeyOf(i, request), guard);
        }

        _counts.Requests += group.Length;
    }

    private void Run(in TraceRequest request, ReadOnlySpan<byte> key, in EpochGuard guard)
    {
        switch (request.Operation)
        {
            case TraceOperation.Get:
            case TraceOperation.Gets:
                Read(request, key, guard);
                break;
            case TraceOperation.Delete:
                Count(_cache.Delete(key, guard));
                break;
            case TraceOperation.Increment:
                Count(_cache.Increment(key, 1, guard, out _));
                break;
            case TraceOperation.Decrement:
                Count(_cache.Decrement(key, 1, guard, out _));
                break;
            default:
                Write(request, key, request.TtlMilliseconds, guard);
                break;
        }
    }

    private void Read(in TraceRequest request, ReadOnlySpan<byte> key, in EpochGuard guard)
    {
        // A client that asks for CAS ids costs memory: copies of its items carry them.
        StoreStatus status = request.Operation == TraceOperation.Gets
            ? _cache.GetWithCas(key, guard, out ItemView item)
            : _cache.Get(key, guard, out item);
        bool hit = status == StoreStatus.Ok;
        _counts.Read(hit, request.ValueBytes, hit ? item.Value.Length : 0);
        if (!hit && _fill.Fills)
        {
            Write(request with { Operation = TraceOperation.Set }, key, _fill.TtlOf(request), guard);
        }
    }

    private void Write(in TraceRequest request, ReadOnlySpan<byte> key, long ttlMilliseconds, in EpochGuard guard)
    {
        if (request.ValueBytes > _value.Length)
        {
            _counts.Refused++;
            return;
        }

        ReadOnlySpan<byte> value = _value.AsSpan(0, request.ValueBytes);
        Instant expiry = ttlMilliseconds == 0 ? Instant.Never : guard.Now.PlusMilliseconds(ttlMilliseconds);
        StoreStatus status = request.Operation switch
        {
            TraceOperation.Add => _cache.Add(key, value, 0, expiry, guard),
            // A trace has no CAS ids: one that finds the key is taken for one that fits.
            TraceOperation.Replace or TraceOperation.Cas => _cache.Replace(key, value, 0, expiry, guard),
            TraceOperation.Append => _cache.Append(key, value, guard),
            TraceOperation.Prepend => _cache.Prepend(key, value, guard),
            _ => _cache.Set(key, value, 0, expiry, guard),
        };
        if (Count(status))
        {
            _counts.Stored++;
            _headers.Add(expiry != Instant.Never);
        }
    }

    /// <summary>Count how a write, a change or a delete ended; true if it was done.</summary>
    private bool Count(StoreStatus status)
    {
        switch (status)
        {
            case StoreStatus.Ok:
                return true;
            case StoreStatus.TooLarge:
            case StoreStatus.NoSpace:
                _counts.Refused++;
                return false;
            default:
                _counts.NotApplied++;
                return false;
        }
    }

    private void Maintain()
    {
        _pressure = false;
        _sinceMaintenance = 0;
        _cache.Maintain(_participant, _now);
    }

    private Span<byte> KeyAt(int place) => _keys.AsSpan(place * TraceLimits.KeyBytesMax, TraceLimits.KeyBytesMax);

    private ReadOnlySpan<byte> KeyOf(int place, in TraceRequest request) => KeyAt(place)[..KeyBytes.LengthOf(request.KeyBytes)];
}
