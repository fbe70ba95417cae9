using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;

namespace Pelikan.Node.CommandLine;

/// <summary>The help of one command: its arguments and options, and paragraphs below them.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    private readonly string _calledAs;
    private readonly string[] _paragraphs;

    public HelpPage(string calledAs, params string[] paragraphs)
    {
        _calledAs = calledAs;
        _paragraphs = paragraphs;
    }

    /// <summary>Help is given for a wrong line as well.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        HelpWriter.Write(parseResult.CommandResult.Command, _calledAs, output);
        output.WriteLine(string.Join("\n\n", _paragraphs));
        return ExitCode.Ok;
    }
}
