using System.Globalization;

namespace Pelikan.Node.Config.Toml;

/// <summary>Where in a file something is written. Line and column count from 1; a column is one Unicode code point.</summary>
public readonly record struct TomlLocation(string File, int Line, int Column)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}
