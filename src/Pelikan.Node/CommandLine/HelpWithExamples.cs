using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Pelikan.Node.CommandLine;

/// <summary>Help with more paragraphs below the list of options.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private readonly HelpAction _list = new();
    private readonly string[] _paragraphs;

    public HelpWithExamples(params string[] paragraphs)
    {
        _paragraphs = paragraphs;
    }

    /// <summary>Help is given for a wrong line as well.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = _list.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(string.Join("\n\n", _paragraphs));
        return code;
    }
}
