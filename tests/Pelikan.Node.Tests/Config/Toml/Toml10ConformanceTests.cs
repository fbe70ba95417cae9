using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Pelikan.Node.Config.Toml;
using Xunit;
using Xunit.Abstractions;

namespace Pelikan.Node.Tests.Config.Toml;

/// <summary>Every case that toml-test lists for TOML 1.0: the valid decode to their values, the invalid are refused.</summary>
public sealed class Toml10ConformanceTests
{
    private readonly ITestOutputHelper _output;

    public Toml10ConformanceTests(ITestOutputHelper output)
    {
        _output = output;
    }

    [TomlTestDataFact]
    public void Every_valid_case_decodes_to_its_values() => RunAll("valid/", file =>
    {
        TomlTable table;
        try
        {
            table = TomlDocument.Load(file);
        }
        catch (TomlException e)
        {
            return e.Message;
        }

        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(file, ".json")));
        return TaggedJson.Difference(table, expected.RootElement, "");
    });

    [TomlTestDataFact]
    public void Every_invalid_case_is_refused_with_a_place() => RunAll("invalid/", file =>
    {
        try
        {
            TomlDocument.Load(file);
            return "was accepted";
        }
        catch (TomlException e)
        {
            return e.Location is { Line: >= 1, Column: >= 1 } ? null : $"has no place: {e.Message}";
        }
    });

    /// <summary>Run the listed cases of one folder, print how many, and fail with every one that went wrong.</summary>
    private void RunAll(string folder, Func<string, string?> run)
    {
        string root = TomlTestData.Folder!;
        string[] files = [.. File.ReadLines(Path.Combine(root, TomlTestData.ListFile))
            .Where(line => line.StartsWith(folder, StringComparison.Ordinal) && line.EndsWith(".toml", StringComparison.Ordinal))];
        Assert.NotEmpty(files);

        List<string> failures = [];
        foreach (string file in files)
        {
            if (run(Path.Combine(root, file)) is string failure)
            {
                failures.Add($"{file}: {failure}");
            }
        }

        _output.WriteLine($"{files.Length} {folder} cases ran, {failures.Count} failed");
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }
}
