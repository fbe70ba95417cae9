using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace Pelikan.Tidy.Tests.Text;

/// <summary>
/// A member of a type, as offsets into its file: the comments and attributes above it, its signature, its end. Found by
/// counting brackets, not by parsing: exact enough for a limit and for a rule about comments.
/// </summary>
/// <param name="Start">Behind the member before it.</param>
/// <param name="Signature">Its first word after comments and attributes.</param>
/// <param name="End">One behind its last brace or semicolon.</param>
/// <param name="HasBlock">True where it has a body in braces; a table of initial values is none.</param>
/// <param name="TypeStart">Where the comments of the type around it begin; 0 outside any.</param>
internal sealed partial record Member(int Start, int Signature, int End, bool HasBlock, int TypeStart)
{
    private enum Block
    {
        Type,
        Body,
        Other,
    }

    public static IReadOnlyList<Member> Of(CSharpText source)
    {
        string code = source.Code;
        List<Member> found = [];
        Stack<(Block Kind, int Start)> open = new();
        int start = 0;
        int round = 0;
        for (int i = 0; i < code.Length; i++)
        {
            bool isInType = open.Count == 0 || open.Peek().Kind == Block.Type;
            switch (code[i])
            {
                case '(' or '[':
                    round++;
                    break;
                case ')' or ']':
                    round--;
                    break;
                case ';' when round == 0 && isInType:
                    Add(found, code, (start, i + 1), hasBlock: false, open);
                    start = i + 1;
                    break;
                case '{':
                    open.Push((isInType ? KindOf(code[start..i]) : Block.Other, start));
                    start = isInType && open.Peek().Kind != Block.Type ? start : i + 1;
                    break;
                case '}' when open.Count > 0:
                    (Block kind, int opened) = open.Pop();
                    if (kind != Block.Type && (open.Count == 0 || open.Peek().Kind == Block.Type))
                    {
                        Add(found, code, (opened, i + 1), kind == Block.Body, open);
                    }

                    start = i + 1;
                    break;
            }
        }

        return found;
    }

    private static void Add(List<Member> found, string code, (int Start, int End) span, bool hasBlock, Stack<(Block Kind, int Start)> open)
    {
        int signature = span.Start + Attributes().Match(code[span.Start..span.End]).Length;
        if (signature < span.End - 1)
        {
            found.Add(new Member(span.Start, signature, span.End, hasBlock, open.Count == 0 ? 0 : open.Peek().Start));
        }
    }

    private static Block KindOf(string header)
    {
        string signature = WithoutBrackets(Constraint().Split(header)[0]);
        if (TypeKeyword().IsMatch(signature))
        {
            return Block.Type;
        }

        return Initializer().IsMatch(signature) ? Block.Other : Block.Body;
    }

    /// <summary>The text without what stands in round or square brackets, the brackets included.</summary>
    public static string WithoutBrackets(string text)
    {
        int depth = 0;
        char[] kept = new char[text.Length];
        int length = 0;
        foreach (char c in text)
        {
            depth += c is '(' or '[' ? 1 : 0;
            if (depth == 0)
            {
                kept[length++] = c;
            }

            depth -= c is ')' or ']' ? 1 : 0;
        }

        return new string(kept, 0, length);
    }

    [GeneratedRegex(@"\bwhere\s+\w+\s*:")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\b(class|struct|interface|record|enum|namespace)\s+\w|\bextension\b")]
    private static partial Regex TypeKeyword();

    [GeneratedRegex(@"[^=!<>]=[^=>]")]
    private static partial Regex Initializer();

    [GeneratedRegex(@"\G\s*(\[[^\]]*\]\s*)*")]
    private static partial Regex Attributes();
}
