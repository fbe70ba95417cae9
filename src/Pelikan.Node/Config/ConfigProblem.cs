namespace Pelikan.Node.Config;

/// <summary>One thing that is wrong: where (<c>file:line:column</c> or a variable), and what would be right.</summary>
public sealed record ConfigProblem(string Where, string What)
{
    public override string ToString() => $"{Where}: {What}";
}
