using System;
using System.Collections.Generic;
using Pelikan.Benchmarks.Session;
using Pelikan.Benchmarks.Storage;

namespace Pelikan.Benchmarks;

/// <summary>
/// Micro-benchmarks of the data path: <c>dotnet run -c Release --project tests/Pelikan.Benchmarks -- [section …]</c>. Times are
/// printed as they are and as ratios to a plain table measured in the same run; allocations are held to budgets.json, and a
/// budget exceeded is exit code 1.
/// </summary>
internal static class Program
{
    private static readonly Dictionary<string, Action<BenchmarkRun>> Sections = new()
    {
        ["session"] = SessionBenchmarks.Run,
        ["storage"] = StorageBenchmarks.Run,
        ["threads"] = ThreadBenchmarks.Run,
        ["memory"] = MemoryBenchmarks.Run,
    };

    private static int Main(string[] args)
    {
        BenchmarkRun run = new(Budgets.Read());
        foreach (string name in args.Length == 0 || args[0] == "all" ? [.. Sections.Keys] : args)
        {
            if (!Sections.TryGetValue(name, out Action<BenchmarkRun>? section))
            {
                Console.Error.WriteLine($"no section \"{name}\"; there are: all {string.Join(' ', Sections.Keys)}");
                return 2;
            }

            run.Section(name);
            section(run);
        }

        return run.Report() ? 0 : 1;
    }
}
