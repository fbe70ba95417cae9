namespace Pelikan.Tidy.Tests.Text;

/// <summary>One breach of a rule, at a place a reader can go to. Line 0 is the file as a whole.</summary>
internal sealed record Finding(string Path, int Line, string Message)
{
    public override string ToString() => $"{Path}:{Line}: {Message}";
}
