using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Tidy.Tests.Text;

namespace Pelikan.Tidy.Tests.Rules;

/// <summary>Files and functions have a largest size. What is larger today is listed, and the list may only shrink.</summary>
internal static class SizeRules
{
    public const int ProductFileLinesMax = 600;
    public const int TestFileLinesMax = 800;
    public const int FunctionLinesMax = 70;
    public const string RatchetPath = "tests/Pelikan.Tidy.Tests/ratchet.txt";

    /// <summary>No file or function is over its limit, but for those the ratchet lists, and those are as long as it says.</summary>
    public static IEnumerable<Finding> WithinLimits(SourceTree tree)
    {
        Dictionary<string, int> allowed = ReadRatchet(tree);
        foreach ((string name, Finding place, int length) in Oversized(tree))
        {
            if (!allowed.Remove(name, out int listed))
            {
                yield return place;
            }
            else if (length > listed)
            {
                yield return place with { Message = $"{name} grew from {listed} to {length} lines" };
            }
            else if (length < listed)
            {
                yield return new Finding(RatchetPath, 0, $"'{name} {listed}' shrank: lower the number to {length}");
            }
        }

        foreach (string name in allowed.Keys)
        {
            yield return new Finding(RatchetPath, 0, $"'{name}' is within its limit now: remove the line");
        }
    }

    private static IEnumerable<(string Name, Finding Place, int Length)> Oversized(SourceTree tree)
    {
        foreach (SourceFile file in tree.CSharp)
        {
            int limit = file.IsUnder("src/") ? ProductFileLinesMax : TestFileLinesMax;
            int length = Lines.Count(file.Text);
            if (length > limit)
            {
                yield return (file.Path, new Finding(file.Path, 0, $"{length} lines, at most {limit}"), length);
            }

            foreach (FunctionSize function in FunctionSize.Of(file.CSharp).Where(function => function.Length > FunctionLinesMax))
            {
                yield return (
                    $"{file.Path} {function.Name}",
                    new Finding(file.Path, function.Line, $"{function.Name} has {function.Length} lines, at most {FunctionLinesMax}"),
                    function.Length);
            }
        }
    }

    /// <summary>Lines of "path lines" and "path function lines"; # begins a comment.</summary>
    private static Dictionary<string, int> ReadRatchet(SourceTree tree)
    {
        Dictionary<string, int> allowed = new(StringComparer.Ordinal);
        SourceFile? ratchet = tree.Files.FirstOrDefault(file => file.Path == RatchetPath);
        foreach (string line in Lines.Of(ratchet?.Text ?? string.Empty))
        {
            if (line.Length > 0 && line[0] != '#')
            {
                int space = line.LastIndexOf(' ');
                allowed.Add(line[..space], int.Parse(line[(space + 1)..]));
            }
        }

        return allowed;
    }
}
