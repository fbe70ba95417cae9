using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace Pelikan.Node.Bench.Memory;

/// <summary>Makes the runs of a comparison, one after the other, and keeps each in a file.</summary>
internal sealed class MemoryBench
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>Starting a server, and storing the population: for the estimate of the time.</summary>
    private const double StartSeconds = 1.5;
    private const double StoresPerSecond = 500_000;

    private readonly MemoryOptions _options;
    private readonly TextWriter _output;
    private readonly CancellationToken _stop;

    public MemoryBench(MemoryOptions options, TextWriter output, CancellationToken stop)
    {
        (_options, _output, _stop) = (options, output, stop);
    }

    /// <summary>Make all runs; returns them, those found in files included.</summary>
    public List<MemoryRun> Run()
    {
        Directory.CreateDirectory(_options.Folder);
        List<ReplayPlan> plans = [.. _options.Shapes.Select(Plan)];
        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{plans.Sum(plan => Jobs(plan).Count())} runs, about {plans.Sum(SecondsOf) / 60:0} minutes"));
        List<MemoryRun> runs = [];
        foreach (ReplayPlan plan in plans)
        {
            foreach ((string server, int megabytes) in Jobs(plan))
            {
                string path = Path.Combine(_options.Folder, MemoryRun.FileName(plan.Shape, server, megabytes));
                if (_options.PlanOnly || _stop.IsCancellationRequested)
                {
                    continue;
                }

                runs.Add(_options.Resume && File.Exists(path) ? MemoryRun.Read(path) : Make(plan, server, megabytes, path));
            }
        }

        return runs;
    }

    /// <summary>What the servers are allowed, in MB, for one shape.</summary>
    internal IEnumerable<(string Server, int Megabytes)> Jobs(ReplayPlan plan)
    {
        if (_options.Megabytes.Count > 0)
        {
            return from server in new[] { MemoryRun.Ours, MemoryRun.Peer } from size in _options.Megabytes select (server, size);
        }

        return MemorySizes.Ours(plan).Select(size => (MemoryRun.Ours, size)).Concat(MemorySizes.Peer(plan).Select(size => (MemoryRun.Peer, size)));
    }

    private double SecondsOf(ReplayPlan plan) => Jobs(plan).Count() * (plan.Seconds + StartSeconds + (plan.Population / StoresPerSecond));

    private ReplayPlan Plan(string shape)
    {
        ReplayPlan plan = EndlessCache.Measure(ReplayPlanner.For(shape, _options.Seconds, _options.RequestsPerSecondMax, _options.Seed, _options.Scale, _options.Ttls));
        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Shape}: {plan.RequestsPerSecond / 1000:0} k requests/s for {plan.Seconds:0} s, 1 s for {plan.Compression:0} s, {plan.Population:#,0} keys stored first; alive in the end {plan.LiveItems:#,0} items, {plan.LiveBytes / Megabyte:0} MB; least miss ratio {plan.MissRatioMin:0.0000}; MB: {string.Join(' ', Jobs(plan).Select(job => $"{job.Server[0]}{job.Megabytes}"))}"));
        return plan;
    }

    private MemoryRun Make(ReplayPlan plan, string server, int megabytes, string path)
    {
        ServerCommand command = ServerCommand.For(server, megabytes, plan, _options);
        using CacheProcess process = CacheProcess.Start(_options.ServerCore, _options.Port, command.Words);
        using LruCrawler? crawler = server == MemoryRun.Peer ? new LruCrawler(process.EndPoint) : null;
        using ShapeReplay replay = new(plan, process.EndPoint, () => crawler?.Crawl(), _stop);
        replay.StorePopulation();
        double cpuBefore = process.Usage().CpuSeconds;
        long start = BenchClock.Now;
        replay.Run();
        double seconds = (BenchClock.Now - start) / (double)BenchClock.NanosecondsPerSecond;
        ServerUsage usage = process.Usage();
        ReplayCounts counts = replay.Counted;
        MemoryRun run = new()
        {
            Plan = plan,
            Server = server,
            SettingBytes = (long)(megabytes * Megabyte),
            Command = string.Join(' ', command.Words.Skip(1)) + command.Settings,
            Requests = counts.Requests,
            Reads = counts.Reads,
            Hits = counts.Hits,
            Skipped = replay.Skipped,
            WrongValues = counts.WrongValues + replay.WarmUp.WrongValues,
            Errors = counts.Errors + replay.WarmUp.Errors,
            FirstFault = replay.WarmUp.FirstFault.Length > 0 ? replay.WarmUp.FirstFault : counts.FirstFault,
            ResidentBytes = usage.ResidentBytes,
            ProportionalBytes = process.ProportionalBytes(),
            ResidentBytesMax = process.ResidentBytesMax(),
            CpuSeconds = usage.CpuSeconds - cpuBefore,
            LagSecondsMax = replay.LagSecondsMax,
            Seconds = seconds,
            Stats = replay.Stats(),
        };
        Report(run);
        if (!_stop.IsCancellationRequested)
        {
            run.Write(path);
        }

        return run;
    }

    private void Report(MemoryRun run)
    {
        string faults = run.IsClean ? "" : $"; {run.Errors} errors, {run.WrongValues} wrong values: {run.FirstFault}";
        string late = run.IsLate ? "; TOO SLOW for the pace" : "";
        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {run.Plan.Shape} {run.Server} {run.SettingBytes / Megabyte:0} MB: resident {run.ResidentBytes / Megabyte:0} MB, miss ratio {run.MissRatio:0.00000}, server busy {run.CpuSeconds / run.Seconds * 100:0} %, late by {run.LagSecondsMax:0.00} s at most{late}{faults}"));
    }
}
