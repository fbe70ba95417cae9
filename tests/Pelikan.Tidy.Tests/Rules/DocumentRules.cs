using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Pelikan.Tidy.Tests.Text;

namespace Pelikan.Tidy.Tests.Rules;

/// <summary>Documents say what is true of the tree beside them.</summary>
internal static partial class DocumentRules
{
    private static readonly string[] RootFolders = ["src/", "tests/", "docs/", "config/", "hocon/", ".ci/"];

    private static readonly string[] RecordSections = ["## Context", "## Decision", "## Consequences", "## What would change it"];

    /// <summary>Every path a document names exists: in `code`, in a code block, or behind a link.</summary>
    public static IEnumerable<Finding> PathsExist(SourceTree tree)
    {
        foreach (SourceFile file in tree.Markdown)
        {
            foreach ((string path, int offset) in PathsIn(file))
            {
                if (!tree.Exists(path) && !IsIgnoredPlace(path))
                {
                    yield return new Finding(file.Path, Lines.NumberAt(file.Text, offset), $"no such path: {path}");
                }
            }
        }
    }

    /// <summary>A decision record has its four sections, in order.</summary>
    public static IEnumerable<Finding> RecordsAreComplete(SourceTree tree)
    {
        foreach (SourceFile file in tree.Markdown.Where(file => file.IsUnder("docs/adr/")))
        {
            string[] sections = [.. Lines.Of(file.Text).Where(line => line.StartsWith("## ", StringComparison.Ordinal))];
            if (!sections.SequenceEqual(RecordSections))
            {
                yield return new Finding(file.Path, 0, $"sections are '{string.Join(", ", sections)}', not '{string.Join(", ", RecordSections)}'");
            }
        }
    }

    /// <summary>Records are numbered from 1 without a gap.</summary>
    public static IEnumerable<Finding> RecordsAreNumbered(SourceTree tree)
    {
        int expected = 1;
        foreach (SourceFile file in tree.Markdown.Where(file => file.IsUnder("docs/adr/")))
        {
            if (!Path.GetFileName(file.Path).StartsWith($"{expected:D4}-", StringComparison.Ordinal))
            {
                yield return new Finding(file.Path, 0, $"the next record is number {expected:D4}");
            }

            expected++;
        }
    }

    private static IEnumerable<(string Path, int Offset)> PathsIn(SourceFile file)
    {
        foreach (Match code in Code().Matches(file.Text))
        {
            foreach (Match word in PathWord().Matches(code.Value))
            {
                string path = word.Value.StartsWith("./", StringComparison.Ordinal) ? word.Value[2..] : word.Value;
                bool isOurs = word.Value.Length > path.Length || RootFolders.Any(root => path.StartsWith(root, StringComparison.Ordinal));
                if (isOurs && path.Length > 0)
                {
                    yield return (path.TrimEnd('.', ':'), code.Index + word.Index);
                }
            }
        }

        string folder = file.Path.Contains('/', StringComparison.Ordinal) ? file.Path[..file.Path.LastIndexOf('/')] : string.Empty;
        foreach (Match link in Link().Matches(file.Text))
        {
            string target = link.Groups["target"].Value;
            if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            {
                yield return (Normalize(folder, target), link.Index);
            }
        }
    }

    private static string Normalize(string folder, string target)
    {
        Stack<string> parts = new(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (string part in target.Split('/'))
        {
            if (part == "..")
            {
                parts.TryPop(out _);
            }
            else if (part is not ("." or ""))
            {
                parts.Push(part);
            }
        }

        return string.Join('/', parts.Reverse());
    }

    // What a build leaves behind is named in documents but is in no clone.
    private static bool IsIgnoredPlace(string path) =>
        path.Split('/').Any(part => part is "bin" or "obj" or ".build" or "node_modules");

    [GeneratedRegex(@"^```.*?^```|`[^`\n]+`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![\w/.\-<>{}*~])(\./)?[\w.\-]+(/[\w.\-]+)*/?(?![\w/<>{}*…])")]
    private static partial Regex PathWord();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]*)(#[^)\s]*)?\)")]
    private static partial Regex Link();
}
