using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Pelikan.Benchmarks.Pause;
using Pelikan.Benchmarks.Session;
using Pelikan.Benchmarks.Soak;
using Pelikan.Benchmarks.Storage;

namespace Pelikan.Benchmarks;

/// <summary>
/// Measurements of the data path: <c>dotnet run -c Release --project tests/Pelikan.Benchmarks -- [section [number] …]</c>. Times are
/// printed as they are and as ratios to a plain table measured in the same run; allocations are held to budgets.json, and a
/// budget exceeded, or anything found wrong, is exit code 1.
/// </summary>
internal static class Program
{
    private static readonly Dictionary<string, Section> Sections = new()
    {
        ["session"] = new((run, _) => SessionBenchmarks.Run(run), 0, string.Empty, InAll: true),
        ["storage"] = new((run, _) => StorageBenchmarks.Run(run), 0, string.Empty, InAll: true),
        ["threads"] = new(ThreadBenchmarks.Run, 0, "threads at most, 0 for one a core", InAll: true),
        ["memory"] = new(MemoryBenchmarks.Run, 1, "millions of items of the larger stores", InAll: true),
        ["bigheap"] = new(BigHeapBenchmarks.Run, 30, "millions of items", InAll: false),
        ["pause"] = new(PauseBenchmark.Run, 30, "seconds", InAll: false),
        ["soak"] = new(SoakRun.Run, 30, "minutes", InAll: false),
    };

    private static int Main(string[] args)
    {
        BenchmarkRun run = new(Budgets.Read());
        string[] words = args.Length == 0 || args[0] == "all" ? [.. Sections.Where(section => section.Value.InAll).Select(section => section.Key)] : args;
        for (int i = 0; i < words.Length; i++)
        {
            if (!Sections.TryGetValue(words[i], out Section? section))
            {
                Console.Error.WriteLine($"no section \"{words[i]}\"; there are:");
                foreach ((string name, Section known) in Sections)
                {
                    Console.Error.WriteLine($"  {name,-8} {(known.Unit.Length > 0 ? $"[{known.Unit}; {known.Default} unless told]" : string.Empty)}");
                }

                return 2;
            }

            bool told = int.TryParse(words.ElementAtOrDefault(i + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number);
            run.Section(words[i]);
            section.Run(run, told ? number : section.Default);
            i += told ? 1 : 0;
        }

        return run.Report() ? 0 : 1;
    }

    /// <summary>One section.</summary>
    /// <param name="Run">Does it, with the number behind its name.</param>
    /// <param name="Default">That number where none is given.</param>
    /// <param name="Unit">What the number counts; empty where it takes none.</param>
    /// <param name="InAll">Whether it is run where no section is named: the others take long or much memory.</param>
    private sealed record Section(Action<BenchmarkRun, int> Run, int Default, string Unit, bool InAll);
}
