using System;
using System.Linq;
using Pelikan.Tidy.Tests.Rules;
using Pelikan.Tidy.Tests.Text;
using Xunit;

namespace Pelikan.Tidy.Tests;

/// <summary>The rules of the house, each held against the whole repository.</summary>
public class HouseTests
{
    // Read once: the rules share the files and what is derived from them.
    private static readonly Lazy<SourceTree> Repository = new(() => SourceTree.Load(SourceTree.FindRoot()));

    public static TheoryData<string> Rules => [.. HouseRules.ByName.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_tree_keeps(string rule)
    {
        Finding[] findings = [.. HouseRules.ByName[rule](Repository.Value)];
        Assert.True(findings.Length == 0, $"{rule} is broken:\n{string.Join('\n', findings.AsEnumerable())}");
    }

    [Fact]
    public void The_whole_tree_is_seen()
    {
        SourceTree tree = Repository.Value;
        Assert.True(tree.Exists("src/Pelikan.Storage/StoreStatus.cs"));
        Assert.True(tree.Exists("tests/Pelikan.Tidy.Tests/HouseTests.cs"));
        Assert.True(tree.Exists("Directory.Build.props"));
        Assert.DoesNotContain(tree.Files, file => file.Path.Contains("/obj/", StringComparison.Ordinal));
    }
}
