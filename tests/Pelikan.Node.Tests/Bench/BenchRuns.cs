using System;
using System.CommandLine;
using System.IO;
using Pelikan.Node.Bench;

namespace Pelikan.Node.Tests.Bench;

/// <summary>Options as a command line gives them, and short runs with them.</summary>
internal static class BenchRuns
{
    /// <summary>Read a command line; what does not parse fails the test that asked.</summary>
    public static BenchOptions Options(string commandLine)
    {
        (BenchSettings settings, ParseResult parsed) = Parse(commandLine);
        return parsed.Errors.Count == 0 ? settings.Read(parsed) : throw new ArgumentException(parsed.Errors[0].Message);
    }

    public static (BenchSettings Settings, ParseResult Parsed) Parse(string commandLine)
    {
        BenchSettings settings = new();
        Command command = new("bench");
        settings.AddTo(command);
        return (settings, command.Parse(commandLine));
    }

    public static LoadResult Run(string commandLine) => BenchCommand.Execute(Options(commandLine), new ProgressLine(null));

    /// <summary>As the command runs it: the exit code, and what it printed.</summary>
    public static (int ExitCode, string Output, string Error) RunCommand(string commandLine)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int exitCode = BenchCommand.Run(Options(commandLine), output, error, null);
        return (exitCode, output.ToString(), error.ToString());
    }
}
