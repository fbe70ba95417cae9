using System;
using Pelikan.Node.Replay;
using Pelikan.Node.Replay.Shapes;

namespace Pelikan.Node.Bench.Memory;

/// <summary>
/// A cache that forgets nothing but what has expired, played in this process: how many bytes are alive in the end, and what it
/// misses all the same. It says which memory sizes are worth comparing.
/// </summary>
internal sealed class EndlessCache
{
    private const int MillisecondsPerSecond = 1000;

    private readonly ReplayPlan _plan;
    private readonly ShapeSource _source;

    // By key number: until when it is stored, in real milliseconds (0 = it is not), and how long key and value are.
    private int[] _until = new int[1024];
    private int[] _bytes = new int[1024];

    private EndlessCache(ReplayPlan plan, ShapeSource source)
    {
        (_plan, _source) = (plan, source);
    }

    /// <summary>The plan with what is alive at its end, and with the least possible miss ratio.</summary>
    public static ReplayPlan Measure(ReplayPlan plan)
    {
        using ShapeSource source = ShapeReplay.SourceOf(plan);
        return new EndlessCache(plan, source).Run();
    }

    private ReplayPlan Run()
    {
        for (long i = 0; i < _plan.Population; i++)
        {
            ReplayRead item = ShapeReplay.ItemStoredBefore(_source, _plan, i);
            Store(item.Key, item.KeyBytes + item.ValueBytes, 0, item.TtlSeconds);
        }

        long countFrom = (long)(_plan.WarmUp * _plan.Requests);
        long reads = 0;
        long misses = 0;
        long skippedBefore = 0;
        while (_source.TryNext(out TraceRequest request))
        {
            bool counts = _source.Produced > countFrom;
            skippedBefore = counts ? skippedBefore : _source.Skipped;
            bool isRead = request.Operation is TraceOperation.Get or TraceOperation.Gets;
            bool misses1 = Play(request, (int)(_source.Progress * _plan.Seconds * MillisecondsPerSecond));
            reads += counts && isRead ? 1 : 0;
            misses += counts && isRead && misses1 ? 1 : 0;
        }

        double skippedReads = (_source.Skipped - skippedBefore) * (reads / (double)(_plan.Requests - countFrom));
        return WithLiveSet(_plan with { MissRatioMin = reads > 0 ? misses / (reads + skippedReads) : 0 });
    }

    /// <summary>Do what the request does; true if the key was not there.</summary>
    private bool Play(in TraceRequest request, int now)
    {
        bool missing = request.Key >= (ulong)_until.Length || _until[request.Key] <= now;
        switch (request.Operation)
        {
            case TraceOperation.Delete:
                if (!missing)
                {
                    _until[request.Key] = 0;
                }

                break;
            case TraceOperation.Get or TraceOperation.Gets or TraceOperation.Add when !missing:
            case TraceOperation.Increment or TraceOperation.Decrement or TraceOperation.Append or TraceOperation.Prepend:
                break;
            default:
                Store(request.Key, request.KeyBytes + request.ValueBytes, now, _plan.TtlSeconds(request.TtlMilliseconds));
                break;
        }

        return missing;
    }

    private void Store(ulong key, int bytes, int now, int ttlSeconds)
    {
        if (key >= (ulong)_until.Length)
        {
            Array.Resize(ref _until, 2 * (int)(key + 1));
            Array.Resize(ref _bytes, 2 * (int)(key + 1));
        }

        _until[key] = ttlSeconds == 0 ? int.MaxValue : now + (int)Math.Min((long)ttlSeconds * MillisecondsPerSecond, int.MaxValue / 2);
        _bytes[key] = bytes;
    }

    private ReplayPlan WithLiveSet(ReplayPlan plan)
    {
        int end = (int)(plan.Seconds * MillisecondsPerSecond);
        long items = 0;
        long bytes = 0;
        for (int key = 0; key < _until.Length; key++)
        {
            if (_until[key] > end)
            {
                items++;
                bytes += _bytes[key];
            }
        }

        return plan with { LiveItems = items, LiveBytes = bytes };
    }
}
