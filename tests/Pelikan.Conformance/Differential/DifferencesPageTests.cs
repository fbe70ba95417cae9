using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Pelikan.Conformance.Differential;

/// <summary>The page docs/protocol/differences.md has the list that the comparisons go by, and nothing else.</summary>
public sealed class DifferencesPageTests
{
    [Fact]
    public void The_page_has_the_same_list()
    {
        string page = File.ReadAllText(Path.Combine(ClientProgram.Folder, "..", "..", "..", "docs", "protocol", "differences.md"));
        string[] rows = [.. page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];
        Assert.Equal(IntendedDifferences.All.Select(difference => $"| {difference.Name} | {difference.Theirs} | {difference.Ours} | {difference.Why} |"), rows);
    }
}
