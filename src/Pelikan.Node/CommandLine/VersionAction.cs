using System.CommandLine;
using System.CommandLine.Invocation;

namespace Pelikan.Node.CommandLine;

/// <summary>Prints name and version.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"pelikan {PelikanCommandLine.Version}");
        return ExitCode.Ok;
    }
}
