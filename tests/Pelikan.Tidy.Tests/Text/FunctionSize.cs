using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace Pelikan.Tidy.Tests.Text;

/// <summary>
/// A member with a body in braces, and its length in lines from its signature to its last brace. Found by counting
/// braces, not by parsing: exact enough for a limit.
/// </summary>
internal sealed partial record FunctionSize(string Name, int Line, int Length)
{
    private enum Block
    {
        Type,
        Member,
        Inner,
    }

    public static IReadOnlyList<FunctionSize> Of(CSharpText source)
    {
        string code = source.Code;
        List<FunctionSize> found = [];
        Stack<(Block Kind, int Header)> open = new();
        int header = 0;
        int round = 0;
        for (int i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '(' or '[':
                    round++;
                    break;
                case ')' or ']':
                    round--;
                    break;
                case ';' when round == 0:
                    header = i + 1;
                    break;
                case '{':
                    open.Push((KindOf(code[header..i], open), header));
                    header = i + 1;
                    break;
                case '}' when open.Count > 0:
                    (Block kind, int start) = open.Pop();
                    if (kind == Block.Member)
                    {
                        found.Add(Measure(code, start, i));
                    }

                    header = i + 1;
                    break;
            }
        }

        return found;
    }

    private static Block KindOf(string header, Stack<(Block Kind, int Header)> open)
    {
        bool inType = open.Count == 0 || open.Peek().Kind == Block.Type;
        if (!inType)
        {
            return Block.Inner;
        }

        string signature = Constraint().Split(header)[0];
        if (TypeKeyword().IsMatch(signature))
        {
            return Block.Type;
        }

        return Initializer().IsMatch(WithoutParentheses(signature)) ? Block.Inner : Block.Member;
    }

    private static FunctionSize Measure(string code, int start, int end)
    {
        int brace = code.IndexOf('{', start);
        string header = code[start..brace];
        Match attributes = Attributes().Match(header);
        int first = start + attributes.Length;
        string signature = WithoutParentheses(code[first..brace]).Split("=>")[0];
        MatchCollection words = Word().Matches(signature);
        string name = words.Count == 0 ? "(block)" : words[^1].Value;
        int firstLine = Lines.NumberAt(code, first);
        return new FunctionSize(name, firstLine, Lines.NumberAt(code, end) - firstLine + 1);
    }

    private static string WithoutParentheses(string text)
    {
        int depth = 0;
        Span<char> kept = new char[text.Length];
        int length = 0;
        foreach (char c in Constraint().Split(text)[0])
        {
            depth += c is '(' or '[' ? 1 : 0;
            if (depth == 0)
            {
                kept[length++] = c;
            }

            depth -= c is ')' or ']' ? 1 : 0;
        }

        return new string(kept[..length]);
    }

    [GeneratedRegex(@"\bwhere\s+\w+\s*:")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\b(class|struct|interface|record|enum|namespace)\s+\w|\bextension\s*[(<]")]
    private static partial Regex TypeKeyword();

    [GeneratedRegex(@"[^=!<>]=[^=>]")]
    private static partial Regex Initializer();

    [GeneratedRegex(@"\G\s*(\[[^\]]*\]\s*)*")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Word();
}
