using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;

namespace Pelikan.Node.Bench.Comparison;

/// <summary>The command <c>bench report</c>: many runs, side by side, as Markdown.</summary>
internal static class ComparisonCommand
{
    public static Command Create()
    {
        Option<string> runs = new("--runs") { Description = "The folder with the runs' JSON.", Required = true, HelpName = "folder" };
        Option<string?> page = new("--page") { Description = "The page whose figures to replace; without it they are printed.", HelpName = "file" };
        Option<string[]> facts = new("--fact") { Description = "A line for the head of the figures; may be given several times.", HelpName = "name=value" };
        Command command = new("report", "Compare runs that were labelled row, server and repetition.") { runs, page, facts };
        command.SetAction(parsed => Report(
            parsed.GetValue(runs)!,
            parsed.GetValue(page),
            parsed.GetValue(facts) ?? [],
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    internal static int Report(string folder, string? page, IReadOnlyList<string> facts, TextWriter output, TextWriter error)
    {
        try
        {
            RunSet runs = new(RunRecord.ReadFolder(folder));
            string figures = ComparisonPage.Write(runs, [.. facts.Select(Fact)]);
            if (page is null)
            {
                output.Write(figures);
            }
            else
            {
                File.WriteAllText(page, MarkedPage.Replace(File.ReadAllText(page), figures));
            }

            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            error.WriteLine($"pelikan bench report: {failure.Message}");
            return BenchCommand.ExitFaults;
        }
    }

    private static (string Name, string Value) Fact(string fact)
    {
        int equals = fact.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (fact, "") : (fact[..equals], fact[(equals + 1)..]);
    }
}
