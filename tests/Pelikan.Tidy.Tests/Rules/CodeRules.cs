using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Pelikan.Tidy.Tests.Text;

namespace Pelikan.Tidy.Tests.Rules;

/// <summary>What comments say and what code never does.</summary>
internal static partial class CodeRules
{
    /// <summary>Work that is left is not written into the tree.</summary>
    public static IEnumerable<Finding> NoUnfinishedWork(SourceTree tree) =>
        from file in tree.CSharp
        from finding in Lines.Matching(file, file.CSharp.Comments, Unfinished(), "finish it or leave it out")
        select finding;

    /// <summary>Comments answer, they never ask. A question mark inside a token, as in ${?NAME}, asks nothing.</summary>
    public static IEnumerable<Finding> CommentsAnswer(SourceTree tree) =>
        from file in tree.CSharp
        from finding in Lines.Matching(file, file.CSharp.Comments, Question(), "a comment that asks")
        select finding;

    /// <summary>A file that needs folding needs splitting.</summary>
    public static IEnumerable<Finding> NoRegion(SourceTree tree) =>
        from file in tree.CSharp
        from finding in Lines.Matching(file, file.CSharp.Code, Region(), "split the file instead")
        select finding;

    /// <summary>Nothing waits for time to pass: tests wait for an event, the product for its poller or a timer.</summary>
    public static IEnumerable<Finding> NoSleep(SourceTree tree) =>
        from file in tree.CSharp
        from finding in Lines.Matching(file, file.CSharp.Code, Sleep(), "wait for an event")
        select finding;

    /// <summary>A guard ends where its scope ends, never earlier.</summary>
    public static IEnumerable<Finding> GuardsAreScoped(SourceTree tree) =>
        from file in tree.Product
        from finding in Lines.Matching(file, file.CSharp.Code, GuardDisposed(), "take the guard with 'using'")
        select finding;

    /// <summary>
    /// A product file is used by another one. The entry point and imports are used by the compiler; the actor kernel is a
    /// library, whose surface is that of the kernel it stands in for.
    /// </summary>
    public static IEnumerable<Finding> NoDeadFile(SourceTree tree)
    {
        SourceFile[] product = [.. tree.Product];
        Dictionary<string, string[]> namesOf = product.ToDictionary(file => file.Path, DeclaredNames);
        Dictionary<string, HashSet<string>> stemsUsing = namesOf.Values.SelectMany(names => names).Distinct()
            .ToDictionary(name => name, _ => new HashSet<string>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (SourceFile file in product)
        {
            foreach (ValueMatch word in Word().EnumerateMatches(file.CSharp.Code))
            {
                if (stemsUsing.TryGetValue(file.CSharp.Code.Substring(word.Index, word.Length), out HashSet<string>? stems))
                {
                    stems.Add(file.Stem);
                }
            }
        }

        return product
            .Where(file => file.Stem is not ("Program" or "GlobalUsings" or "AssemblyInfo") && !file.IsUnder("src/Pelikan.Actors/Kernel/"))
            .Where(file => !namesOf[file.Path].Any(name => stemsUsing[name].Any(stem => stem != file.Stem)))
            .Select(file => new Finding(file.Path, 0, "no other file of the product uses it"));
    }

    // The types in the file, and the extension methods, which are used without naming their type.
    private static string[] DeclaredNames(SourceFile file) =>
    [
        file.Stem,
        .. TypeName().Matches(file.CSharp.Code).Select(match => match.Groups["name"].Value),
        .. Extension().Matches(file.CSharp.Code).Select(match => match.Groups["name"].Value),
    ];

    /// <summary>A metric's name is declared once.</summary>
    public static IEnumerable<Finding> MetricNamesAreUnique(SourceTree tree)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (SourceFile file in tree.Product)
        {
            foreach (Match match in Metric().Matches(file.Text))
            {
                string name = match.Groups["name"].Value;
                if (!seen.Add(name))
                {
                    yield return new Finding(file.Path, Lines.NumberAt(file.Text, match.Index), $"the metric {name} is declared twice");
                }
            }
        }
    }

    [GeneratedRegex(@"\b(TODO|FIXME|XXX|HACK)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"[\w)]+\?(?=\s|$)", RegexOptions.Multiline)]
    private static partial Regex Question();

    [GeneratedRegex(@"^[ \t]*#(end)?region\b.*$", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\b(Thread\s*\.\s*Sleep|Task\s*\.\s*Delay)\b")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\b\w*[gG]uard\s*\.\s*Dispose\b")]
    private static partial Regex GuardDisposed();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(class|struct|interface|record|enum)\s+(?<name>\w+)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\b(?<name>\w+)\s*(<[^<>()]*>)?\s*\(\s*this\b")]
    private static partial Regex Extension();

    [GeneratedRegex(@"\b(new(\s+MetricInfo)?\s*\(\s*""(?<name>\w+)""\s*,\s*MetricKind\b|(Counter|Gauge)\(""(?<name>\w+)"")")]
    private static partial Regex Metric();
}
