using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Pelikan.Node.Replay.Engines;
using Pelikan.Node.Replay.Report;
using Pelikan.Node.Replay.Sweep;
using Pelikan.Node.Replay.Traces;
using Pelikan.Storage.Eviction;

namespace Pelikan.Node.Replay;

/// <summary>A sweep: which engines, how many readings of the trace, and what came of them.</summary>
internal sealed class ReplayRun
{
    private readonly ReplayOptions _options;
    private readonly TraceInput _input;
    private readonly FillRule _fill;
    private readonly ReplayProgress _progress;
    private TraceTally _tally = new();

    /// <param name="options">Checked.</param>
    /// <param name="input">The trace.</param>
    /// <param name="progress">Told as the sweep goes on.</param>
    public ReplayRun(ReplayOptions options, TraceInput input, ReplayProgress progress)
    {
        _options = options;
        _input = input;
        _progress = progress;
        _fill = new FillRule(options.FillsOnMiss ?? input.FillsOnMiss, (long)options.FillTtl.TotalMilliseconds);
    }

    /// <summary>Make the sweep.</summary>
    /// <exception cref="TraceException">The trace cannot be read.</exception>
    /// <exception cref="InvalidOperationException">An engine failed, or does not fit in memory.</exception>
    public ReplayReport Execute()
    {
        long begun = Stopwatch.GetTimestamp();
        double? footprint = _options.DerivesSizes ? MeasureFootprint() : null;
        IReadOnlyList<PlannedEngine> engines = Plan(footprint);
        IReadOnlyList<IReadOnlyList<PlannedEngine>> passes = PassPlan.Of(
            engines, _input.IsRepeatable ? _options.Parallel : engines.Count, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, _input.IsRepeatable);
        List<ReplayResult> results = [];
        long requests = 0;
        int readingsBefore = footprint is null ? 0 : 1;
        for (int pass = 0; pass < passes.Count; pass++)
        {
            _progress.Begin(string.Join(' ', passes[pass].Select(engine => engine.Name)), readingsBefore + pass, readingsBefore + passes.Count);
            using ITraceSource source = Open();
            (IReadOnlyList<ReplayResult> made, requests) = ReplayPass.Run(
                source, [.. passes[pass].Select(engine => (engine.Name, engine.Create))], _options.EffectiveWarmup, _progress);
            results.AddRange(made);
        }

        _progress.Clear();
        return new ReplayReport
        {
            Trace = _input.Name,
            Requests = requests > 0 ? requests : throw new TraceException($"{_input.Name} has no requests"),
            Tally = _tally,
            FootprintBytes = footprint,
            Fill = _fill,
            Results = results,
            Seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds,
        };
    }

    /// <summary>Every reading counts afresh: all meet the same faults.</summary>
    private ITraceSource Open()
    {
        _tally = new TraceTally();
        ITraceSource source = _input.Open(_tally);
        return _options.Limit > 0 && _options.Shape is null ? new LimitedSource(source, _options.Limit) : source;
    }

    private double MeasureFootprint()
    {
        const int ShownEvery = 65_536;

        // How many readings follow is known when the footprint is.
        _progress.Begin("measuring the footprint", 0, 1);
        FootprintSketch sketch = new(_fill);
        using ITraceSource source = Open();
        long requests = 0;
        while (source.TryNext(out TraceRequest request))
        {
            sketch.Add(request);
            if (++requests % ShownEvery == 0)
            {
                _progress.Show(source.Progress, requests);
            }
        }

        return requests > 0 ? sketch.PeakBytes : throw new TraceException($"{_input.Name} has no requests");
    }

    private List<PlannedEngine> Plan(double? footprint)
    {
        IEnumerable<long> sizes = footprint is { } bytes ? SizeLadder.UpTo(bytes)
            : _options.Sizes.Count > 0 ? _options.Sizes
            : SizeLadder.Between(_options.From, _options.To, _options.Steps);
        long[] ascending = [.. sizes.Distinct().Order()];
        List<PlannedEngine> engines = [];
        foreach (EvictionKind eviction in _options.Evictions)
        {
            SegEngineOptions settings = _options.Engine with { Eviction = eviction };
            engines.AddRange(ascending.Select(size => settings.HeapOf(size)).Distinct().Select(heap =>
                new PlannedEngine($"{Policies.NameOf(eviction)} {SizeText.Of(heap)}", heap, () => new SegEngine(settings, heap, _fill))));
        }

        if (_options.ComparesLru)
        {
            engines.AddRange(ascending.Select(size =>
                new PlannedEngine($"{LruEngine.Name} {SizeText.Of(size)}", size, () => new LruEngine(size, _fill))));
        }

        return engines;
    }
}
