using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using Pelikan.Node.Bench.Comparison;
using Pelikan.Node.Bench.Memory;

namespace Pelikan.Node.Bench;

/// <summary>The command <c>bench</c>: a load generator for memcached, ping and redis servers.</summary>
public static class BenchCommand
{
    /// <summary>Errors, mismatches or lost connections were counted, or the result could not be written.</summary>
    public const int ExitFaults = 1;

    /// <summary>Options that parse but cannot go together: EX_USAGE of sysexits.h.</summary>
    public const int ExitUsage = ExitCode.Usage;

    /// <summary>The server cannot be reached: EX_UNAVAILABLE of sysexits.h.</summary>
    public const int ExitUnreachable = ExitCode.Unavailable;

    /// <summary>The command, to be added to a root.</summary>
    public static Command Create()
    {
        BenchSettings settings = new();
        Command command = new("bench", "Put load on a memcached, ping or redis server, and report throughput and latency.");
        settings.AddTo(command);
        command.Subcommands.Add(ComparisonCommand.Create());
        command.Subcommands.Add(MemoryCommand.Create());
        command.SetAction(parsed => Run(
            settings.Read(parsed),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            Console.IsErrorRedirected ? null : parsed.InvocationConfiguration.Error));
        return command;
    }

    /// <summary>Make a run and report it; returns the exit code.</summary>
    /// <param name="options">The run.</param>
    /// <param name="output">Where the table goes, or the JSON where that is asked for.</param>
    /// <param name="error">Where a sentence goes if the run cannot be made.</param>
    /// <param name="terminal">Where the progress line goes; null for nowhere.</param>
    internal static int Run(BenchOptions options, TextWriter output, TextWriter error, TextWriter? terminal)
    {
        List<string> problems = [.. BenchOptionsCheck.Problems(options)];
        if (problems.Count > 0)
        {
            problems.ForEach(problem => error.WriteLine($"pelikan bench: {problem}"));
            return ExitUsage;
        }

        try
        {
            LoadResult result = Execute(options, new ProgressLine(terminal));
            if (options.JsonPath is { } path)
            {
                WriteJson(result, path, output);
            }

            if (options.JsonPath != "-")
            {
                ResultTable.Write(output, result);
            }

            return result.IsClean ? 0 : ExitFaults;
        }
        catch (BenchUnreachableException failure)
        {
            error.WriteLine($"pelikan bench: {failure.Message}");
            return ExitUnreachable;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            error.WriteLine($"pelikan bench: {failure.Message}");
            return ExitFaults;
        }
    }

    /// <summary>Make a run. Each protocol's loop is compiled for it alone.</summary>
    /// <exception cref="BenchUnreachableException">The server cannot be reached.</exception>
    internal static LoadResult Execute(BenchOptions options, ProgressLine progress) => options.Protocol switch
    {
        BenchProtocol.Memcache => Execute<MemcacheClient>(options, progress),
        BenchProtocol.Meta => Execute<MetaClient>(options, progress),
        BenchProtocol.Binary => Execute<BinaryClient>(options, progress),
        BenchProtocol.Resp => Execute<RespClient>(options, progress),
        BenchProtocol.Ping => Execute<PingClient>(options, progress),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Protocol, "no client speaks this protocol"),
    };

    private static LoadResult Execute<TClient>(BenchOptions options, ProgressLine progress)
        where TClient : struct, IBenchClient
    {
        using LoadRun<TClient> run = new(options, progress);
        return run.Execute();
    }

    private static void WriteJson(LoadResult result, string path, TextWriter output)
    {
        using MemoryStream json = new();
        ResultJson.Write(json, result, TimeProvider.System.GetUtcNow());
        if (path == "-")
        {
            output.WriteLine(System.Text.Encoding.UTF8.GetString(json.ToArray()));
            return;
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllBytes(path, json.ToArray());
    }
}
