using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Text;
using Pelikan.Node.Replay.Report;
using Pelikan.Node.Replay.Traces;

namespace Pelikan.Node.Replay;

/// <summary>The command <c>replay</c>: how much memory a trace needs, answered by running it at many sizes.</summary>
public static class ReplayCommand
{
    private const string StandardOutput = "-";

    /// <summary>The command, to be added to a root.</summary>
    public static Command Create()
    {
        ReplaySettings settings = new();
        Command command = new("replay", "Run a trace of requests through the cache at many memory sizes, and report the miss ratio of each.");
        settings.AddTo(command);
        command.SetAction(parsed => Run(
            settings.Read(parsed),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            !Console.IsErrorRedirected));
        return command;
    }

    /// <summary>Make a sweep and report it; returns the exit code.</summary>
    /// <param name="options">The sweep.</param>
    /// <param name="output">Where the table goes, or the CSV or JSON where that is asked for.</param>
    /// <param name="error">Where complaints and progress go.</param>
    /// <param name="isTerminal">Whether <paramref name="error"/> is a terminal.</param>
    internal static int Run(ReplayOptions options, TextWriter output, TextWriter error, bool isTerminal)
    {
        List<string> problems = [.. ReplayOptionsCheck.Problems(options)];
        if (problems.Count > 0)
        {
            problems.ForEach(problem => error.WriteLine($"pelikan replay: {problem}"));
            return ExitCode.Usage;
        }

        ReplayProgress progress = new(isTerminal || options.ShowsProgress ? error : null, isTerminal, TimeProvider.System, options.Interval);
        try
        {
            ReplayReport report = new ReplayRun(options, InputOf(options), progress).Execute();
            WriteAll(report, options, output);
            return ExitCode.Ok;
        }
        catch (TraceException failure)
        {
            return Complain(failure, ExitCode.BadData);
        }
        catch (InvalidOperationException failure)
        {
            return Complain(failure, ExitCode.Unavailable);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Complain(failure, ExitCode.CannotCreate);
        }

        int Complain(Exception failure, int exitCode)
        {
            progress.Clear();
            error.WriteLine($"pelikan replay: {failure.Message}");
            return exitCode;
        }
    }

    private static TraceInput InputOf(ReplayOptions options) => options.Shape is { } shape
        ? new ShapeInput(shape, options.ShapeOptions)
        : new FileTraceInput(options.Trace!, options.Format, options.KeyBytes, options.SkipsBad).Detect();

    private static void WriteAll(ReplayReport report, ReplayOptions options, TextWriter output)
    {
        if (options.CsvPath != StandardOutput && options.JsonPath != StandardOutput)
        {
            ReplayTable.Write(output, report, options.Targets);
        }

        WriteTo(options.CsvPath, output, file =>
        {
            using StreamWriter text = new(file, new UTF8Encoding(false), leaveOpen: true);
            ReplayCsv.Write(text, report);
        });
        WriteTo(options.JsonPath, output, file => ReplayJson.Write(file, report, options.Targets));
        WriteTo(options.SvgPath, output, file => ReplayPlot.Write(file, report));
    }

    /// <summary>Write to a file, whose folder is made if need be, to standard output, or, where there is no path, nowhere.</summary>
    private static void WriteTo(string? path, TextWriter output, Action<Stream> write)
    {
        if (path is null)
        {
            return;
        }

        using MemoryStream content = new();
        write(content);
        if (path == StandardOutput)
        {
            output.WriteLine(Encoding.UTF8.GetString(content.ToArray()).TrimEnd());
            return;
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllBytes(path, content.ToArray());
    }
}
