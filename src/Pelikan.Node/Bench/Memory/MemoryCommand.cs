using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using Pelikan.Node.Bench.Comparison;
using Pelikan.Node.Replay.Shapes;

namespace Pelikan.Node.Bench.Memory;

/// <summary>The command <c>bench memory</c>: miss ratios of segcache and memcached at equal resident memory.</summary>
internal static class MemoryCommand
{
    private const int ScaleMax = 100;
    private const int PortMax = 65_533;
    private const int QuickMegabytes = 64;
    private const int QuickSeconds = 3;
    private const int QuickRequestsPerSecond = 20_000;

    private static readonly string[] QuickShapes = ["52", "12"];
    private static readonly string[] Evictions = ["merge", "fifo", "random", "random_fifo", "cte", "util", "s3fifo"];

    private static readonly Option<string> Shapes = new("--shapes") { Description = "Which shapes, as in 52,12; see docs/shapes.md.", HelpName = "list" };
    private static readonly Option<string> Sizes = new("--sizes") { Description = "What the servers are allowed in MB, as in 256,384; default: parts of what is alive.", HelpName = "list" };
    private static readonly Option<double?> Seconds = new("--seconds") { Description = "How long each run takes, twice as long where items are small (default 12).", HelpName = "seconds" };
    private static readonly Option<double?> Rate = new("--rate") { Description = "The most requests a second (default 160000); large values lower it.", HelpName = "rate" };
    private static readonly Option<int> Scale = new("--scale") { Description = "Store so many times as many keys first, for larger memories.", HelpName = "1-100", DefaultValueFactory = _ => MemoryOptions.ScaleDefault };
    private static readonly Option<double> Ttls = new("--ttls") { Description = "Median TTLs that pass in a run. Fewer leave more alive at a time, so memories are larger.", HelpName = "0.05-10", DefaultValueFactory = _ => MemoryOptions.TtlsDefault };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Of the streams.", HelpName = "number", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Port = new("--port") { Description = "Loopback port of the servers; the two after it are used as well.", HelpName = "port", DefaultValueFactory = _ => 21_470 };
    private static readonly Option<int> Core = new("--server-core") { Description = "The core the server is bound to.", HelpName = "number" };
    private static readonly Option<string> Eviction = new("--eviction") { Description = "What segcache evicts by.", HelpName = "policy", DefaultValueFactory = _ => "merge" };
    private static readonly Option<string> Folder = new("--runs") { Description = "Where the JSON of the runs is kept.", HelpName = "folder", DefaultValueFactory = _ => ".build/bench/memory" };
    private static readonly Option<string?> Page = new("--page") { Description = "The page whose figures to replace; without it they are printed.", HelpName = "file" };
    private static readonly Option<bool> Quick = new("--quick") { Description = "Two shapes for three seconds, and --scale 1: to see that all works, not for figures." };
    private static readonly Option<bool> Resume = new("--resume") { Description = "Keep the runs that are there." };
    private static readonly Option<bool> PlanOnly = new("--plan") { Description = "Say what would be run, and for how long." };
    private static readonly Option<string[]> Facts = new("--fact") { Description = "A line for the head of the figures; may be given several times.", HelpName = "name=value" };

    public static Command Create()
    {
        Command command = new("memory", "Compare the miss ratios of segcache and memcached at equal resident memory, on workloads of published shape.")
        {
            Shapes, Sizes, Seconds, Rate, Scale, Ttls, Seed, Port, Core, Eviction, Folder, Page, Quick, Resume, PlanOnly, Facts,
        };
        command.SetAction(parsed => Run(parsed, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    internal static int Run(ParseResult parsed, TextWriter output, TextWriter error)
    {
        using CancellationTokenSource stop = new();
        ConsoleCancelEventHandler onCancel = (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            MemoryOptions options = Read(parsed);
            List<MemoryRun> runs = new MemoryBench(options, output, stop.Token).Run();
            if (runs.Count > 0 && !stop.IsCancellationRequested)
            {
                Report(runs, options, [.. (parsed.GetValue(Facts) ?? []).Select(Fact)], output);
            }

            return stop.IsCancellationRequested ? ExitCode.SignalBase + 2 : runs.All(run => run.IsClean) ? 0 : BenchCommand.ExitFaults;
        }
        catch (ArgumentException failure)
        {
            error.WriteLine($"pelikan bench memory: {failure.Message}");
            return BenchCommand.ExitUsage;
        }
        catch (BenchUnreachableException failure)
        {
            error.WriteLine($"pelikan bench memory: {failure.Message}");
            return BenchCommand.ExitUnreachable;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SocketException or System.ComponentModel.Win32Exception)
        {
            error.WriteLine($"pelikan bench memory: {failure.Message}");
            return BenchCommand.ExitFaults;
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    /// <exception cref="ArgumentException">An option that is not what it should be.</exception>
    internal static MemoryOptions Read(ParseResult parsed)
    {
        bool quick = parsed.GetValue(Quick);
        MemoryOptions options = new()
        {
            Shapes = [.. Words(parsed.GetValue(Shapes)) is { Length: > 0 } shapes ? shapes : quick ? QuickShapes : MemoryOptions.DefaultShapes],
            Megabytes = Words(parsed.GetValue(Sizes)) is { Length: > 0 } sizes ? [.. sizes.Select(Megabytes)] : quick ? [QuickMegabytes] : [],
            Seconds = parsed.GetValue(Seconds) ?? (quick ? QuickSeconds : MemoryOptions.SecondsDefault),
            RequestsPerSecondMax = parsed.GetValue(Rate) ?? (quick ? QuickRequestsPerSecond : MemoryOptions.RequestsPerSecondDefault),
            Scale = quick ? 1 : parsed.GetValue(Scale),
            Ttls = parsed.GetValue(Ttls),
            Seed = parsed.GetValue(Seed),
            Port = parsed.GetValue(Port),
            ServerCore = parsed.GetValue(Core),
            Eviction = parsed.GetValue(Eviction)!,
            Folder = parsed.GetValue(Folder)!,
            Resume = parsed.GetValue(Resume),
            PlanOnly = parsed.GetValue(PlanOnly),
            Page = parsed.GetValue(Page),
            Program = Environment.ProcessPath ?? throw new ArgumentException("this program does not know its own path, and so cannot start a server"),
        };
        Check(options);
        return options;
    }

    private static void Check(MemoryOptions options)
    {
        foreach (string shape in options.Shapes)
        {
            ClusterTable.Find(shape);
        }

        Require(options.Seconds is >= 1 and <= BenchLimits.SecondsMax, $"--seconds {options.Seconds} is outside 1 to {BenchLimits.SecondsMax}");
        Require(options.RequestsPerSecondMax is >= 100 and <= BenchLimits.RateMax, $"--rate {options.RequestsPerSecondMax} is outside 100 to {BenchLimits.RateMax}");
        Require(options.Scale is >= 1 and <= ScaleMax, $"--scale {options.Scale} is outside 1 to {ScaleMax}");
        Require(options.Ttls is >= 0.05 and <= 10, $"--ttls {options.Ttls} is outside 0.05 to 10");
        Require(options.Port is >= 1 and <= PortMax, $"--port {options.Port} is outside 1 to {PortMax}");
        Require(options.ServerCore >= 0 && options.ServerCore < Environment.ProcessorCount || options.ServerCore == 0, $"--server-core {options.ServerCore}: this machine has cores 0 to {Environment.ProcessorCount - 1}");
        Require(Evictions.Contains(options.Eviction), $"--eviction {options.Eviction} is none of {string.Join(", ", Evictions)}");
    }

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new ArgumentException(problem);
        }
    }

    private static void Report(List<MemoryRun> runs, MemoryOptions options, (string, string)[] facts, TextWriter output)
    {
        string figures = MemoryPage.Write(runs, facts);
        if (options.Page is { } page)
        {
            File.WriteAllText(page, MarkedPage.Replace(File.ReadAllText(page), figures, MemoryPage.Begin, MemoryPage.End));
            output.WriteLine($"figures are in {page}, runs in {options.Folder}");
        }
        else
        {
            output.Write(figures);
        }
    }

    private static string[] Words(string? list) => (list ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int Megabytes(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int megabytes) && megabytes >= 16
            ? megabytes
            : throw new ArgumentException($"--sizes has '{text}', which is no whole number of MB from 16 on");

    private static (string Name, string Value) Fact(string fact)
    {
        int equals = fact.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (fact, "") : (fact[..equals], fact[(equals + 1)..]);
    }
}
