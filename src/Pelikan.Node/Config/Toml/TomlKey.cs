namespace Pelikan.Node.Config.Toml;

/// <summary>One part of a key, and where it is written.</summary>
public readonly record struct TomlKey(string Name, TomlLocation Location);
