namespace Pelikan.Node.Config.Toml;

/// <summary>One name of a table with its value. The key's place is where the name is written, not the value.</summary>
public readonly record struct TomlEntry(TomlKey Key, TomlNode Value);
