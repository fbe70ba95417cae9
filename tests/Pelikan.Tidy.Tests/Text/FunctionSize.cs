using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Pelikan.Tidy.Tests.Text;

/// <summary>A member with a body in braces, and its length in lines from its signature to its last brace.</summary>
internal sealed partial record FunctionSize(string Name, int Line, int Length)
{
    public static IEnumerable<FunctionSize> Of(CSharpText source) =>
        Member.Of(source).Where(member => member.HasBlock).Select(member => Measure(source.Code, member));

    private static FunctionSize Measure(string code, Member member)
    {
        string header = Member.WithoutBrackets(code[member.Signature..code.IndexOf('{', member.Signature)]).Split("=>")[0];
        string name = Word().Matches(header.Split(" where ")[0]).LastOrDefault()?.Value ?? "(block)";
        int line = Lines.NumberAt(code, member.Signature);
        return new FunctionSize(name, line, Lines.NumberAt(code, member.End) - line + 1);
    }

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Word();
}
