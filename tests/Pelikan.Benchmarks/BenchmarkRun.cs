using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;

namespace Pelikan.Benchmarks;

/// <summary>Measures, prints a line for each benchmark, and remembers which exceeded its budget.</summary>
internal sealed class BenchmarkRun
{
    private const int Repetitions = 7;

    /// <summary>A thread that a benchmark starts allocates a few hundred bytes of its own; one byte in a thousand operations is none.</summary>
    private const double Resolution = 0.001;

    private readonly Budgets _budgets;
    private readonly List<string> _exceeded = [];
    private string _section = string.Empty;

    public BenchmarkRun(Budgets budgets) => _budgets = budgets;

    public void Section(string name)
    {
        _section = name;
        Console.WriteLine();
        Console.WriteLine($"{name,-34} {"median",10} {"best",10} {"best cpu",10} {"best",10} {"to base",9} {"allocated",11}");
        Console.WriteLine($"{string.Empty,-34} {"ns/op",10} {"ns/op",10} {"ns/op",10} {"Mops/s",10} {string.Empty,9} {"bytes/op",11}");
    }

    /// <summary>Run a body several times, after one to warm up; returns the best time of an operation, in nanoseconds.</summary>
    /// <param name="name">Its name in the table and in budgets.json.</param>
    /// <param name="operations">How many operations one run of the body is.</param>
    /// <param name="body">Does them, and says how many bytes its threads allocated; 0 if it has none but the caller's.</param>
    /// <param name="baseline">The time of the operation that this one is compared with; 0 for none.</param>
    public double Measure(string name, int operations, Func<long> body, double baseline = 0)
    {
        body();
        double[] times = new double[Repetitions];
        double cpu = double.MaxValue;
        long allocated = long.MaxValue;
        for (int i = 0; i < Repetitions; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            long others = body();
            times[i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / operations;
            cpu = Math.Min(cpu, (Environment.CpuUsage.TotalTime - cpuBefore).TotalNanoseconds / operations);
            allocated = Math.Min(allocated, others + GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Array.Sort(times);
        Print(name, times[Repetitions / 2], times[0], cpu, baseline, (double)allocated / operations);
        return times[0];
    }

    /// <summary>A line that is no measurement of time.</summary>
    public static void Note(string line) => Console.WriteLine(line);

    /// <summary>Remember that something is not as it must be; the process ends with code 1.</summary>
    public void Miss(string what) => _exceeded.Add(what);

    /// <summary>Say what exceeded its budget; true if nothing did.</summary>
    public bool Report()
    {
        foreach (string line in _exceeded)
        {
            Console.Error.WriteLine(line);
        }

        return _exceeded.Count == 0;
    }

    private void Print(string name, double median, double best, double cpu, double baseline, double bytes)
    {
        string ratio = baseline > 0 ? (best / baseline).ToString("0.00", CultureInfo.InvariantCulture) : string.Empty;
        Console.WriteLine($"{name,-34} {median,10:0.0} {best,10:0.0} {cpu,10:0.0} {1000 / best,10:0.00} {ratio,9} {bytes,11:0.###}");
        double budget = _budgets.BytesFor($"{_section}/{name}");
        if (bytes > budget + Resolution)
        {
            _exceeded.Add($"{_section}/{name} allocates {bytes:0.###} bytes an operation; its budget is {budget:0.###}");
        }
    }
}
