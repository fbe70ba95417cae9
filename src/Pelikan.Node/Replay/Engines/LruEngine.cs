using System;
using System.Collections.Generic;

namespace Pelikan.Node.Replay.Engines;

/// <summary>
/// An ideal to compare with: one exact least-recently-used list over all items, which cost <see cref="ItemOverheadBytes"/> each beside
/// key and value and nothing for fragmentation. Expired items give way when they are met, or when they come to the list's end.
/// </summary>
internal sealed class LruEngine : IReplayEngine
{
    /// <summary>memcached's item header of 48 bytes and its CAS id of 8.</summary>
    public const int ItemOverheadBytes = 56;

    public const string Name = "lru";

    private const int None = -1;

    private readonly Dictionary<ulong, int> _places = [];
    private readonly LruList _list = new();
    private readonly FillRule _fill;
    private ReplayCounts _counts;
    private long _usedBytes;
    private long _expired;
    private long _evicted;

    /// <param name="heapBytes">Room for items, their overhead included.</param>
    /// <param name="fill">What follows a miss.</param>
    public LruEngine(long heapBytes, FillRule fill)
    {
        HeapBytes = heapBytes;
        _fill = fill;
    }

    public string Policy => Name;

    public long HeapBytes { get; }

    public void Run(ReadOnlySpan<TraceRequest> requests)
    {
        foreach (ref readonly TraceRequest request in requests)
        {
            _counts.Requests++;
            Run(request);
        }
    }

    public void BeginMeasure()
    {
        _counts = default;
        _expired = 0;
        _evicted = 0;
    }

    public ReplayResult Finish(double seconds) => new()
    {
        Policy = Policy,
        HeapBytes = HeapBytes,
        Counts = _counts,
        Expired = _expired,
        Evicted = _evicted,
        Items = _places.Count,
        OverheadBytes = _places.Count == 0 ? null : ItemOverheadBytes,
        Seconds = seconds,
    };

    public void Dispose()
    {
    }

    private void Run(in TraceRequest request)
    {
        int place = Find(request.Key, request.TimeMilliseconds);
        bool found = place != None;
        switch (request.Operation)
        {
            case TraceOperation.Get:
            case TraceOperation.Gets:
                _counts.Read(found, request.ValueBytes, found ? (int)Math.Min(int.MaxValue, _list[place].ValueBytes) : 0);
                if (found)
                {
                    _list.MoveToFront(place);
                }
                else if (_fill.Fills)
                {
                    Store(request, request.ValueBytes, Expiry(request, _fill.TtlOf(request)));
                }

                break;
            case TraceOperation.Set:
                Store(request, request.ValueBytes, Expiry(request, request.TtlMilliseconds));
                break;
            case TraceOperation.Add when !found:
            case TraceOperation.Replace or TraceOperation.Cas when found:
                Store(request, request.ValueBytes, Expiry(request, request.TtlMilliseconds));
                break;
            case TraceOperation.Append or TraceOperation.Prepend when found:
                Store(request, _list[place].ValueBytes + request.ValueBytes, _list[place].Expiry);
                break;
            case TraceOperation.Increment or TraceOperation.Decrement when found:
                _list.MoveToFront(place);
                break;
            case TraceOperation.Delete when found:
                Remove(place);
                break;
            default:
                _counts.NotApplied++;
                break;
        }
    }

    private static long Expiry(in TraceRequest request, long ttlMilliseconds) =>
        ttlMilliseconds == 0 ? long.MaxValue : request.TimeMilliseconds + ttlMilliseconds;

    private int Find(ulong key, long now)
    {
        if (!_places.TryGetValue(key, out int place))
        {
            return None;
        }

        if (_list[place].Expiry > now)
        {
            return place;
        }

        _expired++;
        Remove(place);
        return None;
    }

    private void Store(in TraceRequest request, long valueBytes, long expiry)
    {
        if (_places.TryGetValue(request.Key, out int old))
        {
            Remove(old);
        }

        LruItem item = new(request.Key, KeyBytes.LengthOf(request.KeyBytes), valueBytes, expiry);
        if (item.Bytes > HeapBytes)
        {
            _counts.Refused++;
            return;
        }

        while (_usedBytes + item.Bytes > HeapBytes)
        {
            bool live = _list[_list.Last].Expiry > request.TimeMilliseconds;
            _evicted += live ? 1 : 0;
            _expired += live ? 0 : 1;
            Remove(_list.Last);
        }

        _counts.Stored++;
        _usedBytes += item.Bytes;
        _places[request.Key] = _list.AddFirst(item);
    }

    private void Remove(int place)
    {
        LruItem item = _list[place];
        _usedBytes -= item.Bytes;
        _places.Remove(item.Key);
        _list.Remove(place);
    }
}
