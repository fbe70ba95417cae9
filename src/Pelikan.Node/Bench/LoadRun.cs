using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace Pelikan.Node.Bench;

/// <summary>One run from connecting to the result: prefill, warm-up, measurement, drain.</summary>
internal sealed class LoadRun<TClient> : IDisposable
    where TClient : struct, IBenchClient
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    private readonly BenchOptions _options;
    private readonly ProgressLine _progress;
    private readonly List<LoadThread<TClient>> _threads = [];
    private readonly List<LoadTallies> _prefillTallies = [];

    public LoadRun(BenchOptions options, ProgressLine progress)
    {
        _options = options;
        _progress = progress;
    }

    /// <exception cref="BenchUnreachableException">The server, or the process asked about, cannot be reached.</exception>
    public LoadResult Execute()
    {
        Connect();
        ServerUsage? before = UsageOfServer();
        double prefillSeconds = _options.Prefill ? Prefill() : 0;
        if (_options.IsPrefillOnly)
        {
            return LoadSummary.Of(_options, PrefillMeasure(prefillSeconds, before));
        }

        using LoadControl control = new(_options.Threads, _options.WarmupSeconds > 0 ? LoadPhase.Warmup : LoadPhase.Measure);
        foreach (LoadThread<TClient> thread in _threads)
        {
            thread.StartLoad(control);
        }

        Watch(control, "warm-up", _options.WarmupSeconds);
        double cpuAtStart = CpuSecondsOfThis();
        ServerUsage? atStart = UsageOfServer();
        control.Phase = LoadPhase.Measure;
        Watch(control, "measure", _options.Requests is null ? _options.DurationSeconds : double.PositiveInfinity);
        ServerUsage? atEnd = UsageOfServer();
        double cpuAtEnd = CpuSecondsOfThis();
        control.Phase = LoadPhase.Drain;
        List<LoadLoop<TClient>> loops = [.. _threads.Select(thread => thread.Finish())];
        _progress.Clear();
        return LoadSummary.Of(_options, new LoadMeasure
        {
            Tallies = [.. loops.Select(loop => loop.Tallies)],
            PrefillTallies = _prefillTallies,
            Seconds = loops.Max(SecondsOf),
            PrefillSeconds = prefillSeconds,
            NotSent = loops.Sum(loop => loop.NotSent),
            GeneratorCpuSeconds = cpuAtEnd - cpuAtStart,
            GeneratorAllocatedBytes = loops.Sum(loop => loop.AllocatedBytes),
            ServerBefore = before,
            ServerAtStart = atStart,
            ServerAtEnd = atEnd,
        });
    }

    public void Dispose()
    {
        foreach (LoadThread<TClient> thread in _threads)
        {
            thread.Dispose();
        }
    }

    private static double SecondsOf(LoadLoop<TClient> loop) =>
        Math.Max(0, loop.MeasureEnd - loop.MeasureStart) / (double)BenchClock.NanosecondsPerSecond;

    private static double CpuSecondsOfThis() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private void Connect()
    {
        try
        {
            EndPoint server = _options.Target.Resolve();
            ValueBytes values = new((int)_options.ValueSize.Max, _options.Seed);
            for (int i = 0; i < _options.Threads; i++)
            {
                _threads.Add(new LoadThread<TClient>(_options, i, server, values));
            }
        }
        catch (SocketException failure)
        {
            throw new BenchUnreachableException(
                $"cannot connect {_options.Connections} times to {_options.Target.Text}: {failure.Message}", failure);
        }
    }

    private double Prefill()
    {
        using LoadControl control = new(_options.Threads, LoadPhase.Measure);
        long start = BenchClock.Now;
        foreach (LoadThread<TClient> thread in _threads)
        {
            thread.StartPrefill(control);
        }

        Watch(control, "prefill", double.PositiveInfinity);
        foreach (LoadThread<TClient> thread in _threads)
        {
            _prefillTallies.Add(thread.Finish().Tallies);
        }

        _progress.Clear();
        return (BenchClock.Now - start) / (double)BenchClock.NanosecondsPerSecond;
    }

    private LoadMeasure PrefillMeasure(double seconds, ServerUsage? before) => new()
    {
        Tallies = _prefillTallies,
        PrefillTallies = [],
        Seconds = seconds,
        PrefillSeconds = seconds,
        NotSent = 0,
        GeneratorCpuSeconds = 0,
        GeneratorAllocatedBytes = 0,
        ServerBefore = before,
        ServerAtStart = before,
        ServerAtEnd = UsageOfServer(),
    };

    /// <summary>Wait for the time to pass or the threads to end, and say once a second how far they are.</summary>
    private void Watch(LoadControl control, string part, double seconds)
    {
        long start = BenchClock.Now;
        double left = seconds;
        while (left > 0 && !control.WaitForAll(left < ProgressInterval.TotalSeconds ? TimeSpan.FromSeconds(left) : ProgressInterval))
        {
            double passed = (BenchClock.Now - start) / (double)BenchClock.NanosecondsPerSecond;
            left = seconds - passed;
            _progress.Show(part, passed, _threads.Select(thread => thread.Loop!.Tallies));
        }
    }

    private ServerUsage? UsageOfServer()
    {
        try
        {
            return _options.ServerPid == 0 ? null : ServerUsage.Of(_options.ServerPid);
        }
        catch (Exception failure) when (failure is System.IO.IOException or UnauthorizedAccessException)
        {
            throw new BenchUnreachableException($"cannot read what process {_options.ServerPid} uses: {failure.Message}", failure);
        }
    }
}
