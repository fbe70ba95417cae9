using Pelikan.Node.Config.Toml;

namespace Pelikan.Node.Config;

/// <summary>Where a value came from: the default, a line of a file, or an environment variable.</summary>
public sealed record ConfigOrigin
{
    private readonly string _text;

    private ConfigOrigin(string text)
    {
        _text = text;
    }

    public static ConfigOrigin Default { get; } = new("default");

    public static ConfigOrigin File(TomlLocation location) => new($"{location.File}:{location.Line}");

    public static ConfigOrigin Environment(string variable) => new(variable);

    /// <summary><c>default</c>, <c>file:line</c> or the variable's name.</summary>
    public override string ToString() => _text;
}
