using System.Linq;
using Pelikan.Tidy.Tests.Text;

namespace Pelikan.Tidy.Tests;

/// <summary>
/// Two small trees that show a rule at work: one it must object to, at the given place, and one just inside the rule
/// that it must let pass.
/// </summary>
internal sealed record RuleProof(string Rule, string Case, string ExpectedPath, int ExpectedLine)
{
    public required SourceTree Bad { get; init; }

    public required SourceTree Good { get; init; }

    public string Name => $"{Rule}: {Case}";

    public static SourceTree Tree(params (string Path, string Text)[] files) =>
        new(files.Select(file => new SourceFile(file.Path, file.Text)));
}
