using System.Collections.Generic;
using Pelikan.Node.Bench;
using Pelikan.Node.Replay.Engines;

namespace Pelikan.Node.Replay.Sweep;

/// <summary>
/// How many bytes of a trace are alive at once, at most: the memory with which nothing would have to be evicted. Kept for a sample
/// of the keys whose size is bounded: a key is in it while its mixed number is below a threshold, which is halved when the sample is
/// full. (Spatially hashed sampling: Waldspurger et al., "Efficient MRC Construction with SHARDS", FAST 2015.)
/// </summary>
internal sealed class FootprintSketch
{
    /// <summary>Beside key and value: about what storage takes.</summary>
    public const int ItemOverheadBytes = 24;

    private const int KeysMax = 1 << 16;

    private readonly FillRule _fill;
    private readonly Dictionary<ulong, Sample> _alive = [];
    private readonly PriorityQueue<ulong, long> _expiries = new();
    private ulong _threshold = ulong.MaxValue;
    private double _scale = 1;
    private long _aliveBytes;

    /// <param name="fill">What follows a read that may miss.</param>
    public FootprintSketch(FillRule fill)
    {
        _fill = fill;
    }

    /// <summary>The most bytes alive at once so far, estimated.</summary>
    public double PeakBytes { get; private set; }

    public void Add(in TraceRequest request)
    {
        if (BenchRandom.Mix(request.Key) > _threshold)
        {
            return;
        }

        Expire(request.TimeMilliseconds);
        switch (request.Operation)
        {
            case TraceOperation.Get or TraceOperation.Gets:
                if (_fill.Fills && !_alive.ContainsKey(request.Key))
                {
                    Store(request, _fill.TtlOf(request));
                }

                break;
            case TraceOperation.Add when !_alive.ContainsKey(request.Key):
            case TraceOperation.Replace or TraceOperation.Cas when _alive.ContainsKey(request.Key):
            case TraceOperation.Set:
                Store(request, request.TtlMilliseconds);
                break;
            case TraceOperation.Delete:
                Remove(request.Key);
                break;
            default:
                // A change in place, of a size that the trace does not tell.
                break;
        }
    }

    private void Store(in TraceRequest request, long ttlMilliseconds)
    {
        Remove(request.Key);
        long bytes = (long)KeyBytes.LengthOf(request.KeyBytes) + request.ValueBytes + ItemOverheadBytes;
        long expiry = ttlMilliseconds == 0 ? long.MaxValue : request.TimeMilliseconds + ttlMilliseconds;
        _alive.Add(request.Key, new Sample(bytes, expiry));
        _aliveBytes += bytes;
        if (expiry != long.MaxValue)
        {
            _expiries.Enqueue(request.Key, expiry);
        }

        if (_alive.Count > KeysMax)
        {
            Halve();
        }

        PeakBytes = double.Max(PeakBytes, _aliveBytes * _scale);
        if (_expiries.Count > (4 * _alive.Count) + 1024)
        {
            DropStaleExpiries();
        }
    }

    private void Expire(long now)
    {
        while (_expiries.TryPeek(out ulong key, out long expiry) && expiry <= now)
        {
            _expiries.Dequeue();
            if (_alive.TryGetValue(key, out Sample sample) && sample.Expiry == expiry)
            {
                Remove(key);
            }
        }
    }

    private void Remove(ulong key)
    {
        if (_alive.Remove(key, out Sample sample))
        {
            _aliveBytes -= sample.Bytes;
        }
    }

    private void Halve()
    {
        _threshold /= 2;
        _scale *= 2;
        foreach (ulong key in _alive.Keys)
        {
            // A dictionary allows removal while it is walked.
            if (BenchRandom.Mix(key) > _threshold)
            {
                Remove(key);
            }
        }
    }

    /// <summary>An item stored again leaves its old expiry behind; these are let go before they outnumber the others.</summary>
    private void DropStaleExpiries()
    {
        _expiries.Clear();
        foreach ((ulong key, Sample sample) in _alive)
        {
            if (sample.Expiry != long.MaxValue)
            {
                _expiries.Enqueue(key, sample.Expiry);
            }
        }
    }

    private readonly record struct Sample(long Bytes, long Expiry);
}
