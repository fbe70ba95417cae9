using System;
using Pelikan.Node.Admin;
using Pelikan.Node.Bench;
using Pelikan.Node.CommandLine;
using Pelikan.Node.Config;
using Pelikan.Node.Replay;

namespace Pelikan.Node;

/// <summary>The process: its arguments, its environment and its exit code.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => PelikanCommandLine.Run(arguments, new CommandLineSurroundings
    {
        Launch = Launch,
        Environment = ConfigEnvironment.OfProcess(),
        Output = Console.Out,
        Error = Console.Error,
        Tools = [BenchCommand.Create(), ReplayCommand.Create()],
    });

    private static int Launch(LaunchRequest request)
    {
        if (request.Action == LaunchAction.ListStats)
        {
            MetricCatalogue.Write(Console.Out);
            return ExitCode.Ok;
        }

        return NodeLifecycle.Run(request, TimeProvider.System, Console.Error);
    }
}
