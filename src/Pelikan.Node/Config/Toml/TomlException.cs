using System;

namespace Pelikan.Node.Config.Toml;

/// <summary>A file is not TOML 1.0. The message is <c>file:line:column: what is wrong; what would be right</c>.</summary>
public sealed class TomlException : Exception
{
    public TomlException(TomlLocation location, string problem)
        : base($"{location}: {problem}")
    {
        Location = location;
        Problem = problem;
    }

    public TomlLocation Location { get; }

    /// <summary>The message without the place.</summary>
    public string Problem { get; }
}
