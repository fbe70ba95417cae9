using System.Collections.Generic;

namespace Pelikan.Node.Config.Toml;

/// <summary>An array, written in brackets or as an array of tables.</summary>
public sealed class TomlArray : TomlNode
{
    private readonly List<TomlNode> _items = [];

    internal TomlArray(TomlLocation location, bool isOpen)
        : base(TomlKind.Array, location)
    {
        IsOpen = isOpen;
    }

    public IReadOnlyList<TomlNode> Items => _items;

    /// <summary>Whether a later <c>[[header]]</c> may add to it: true only for an array of tables.</summary>
    internal bool IsOpen { get; }

    internal void Add(TomlNode item) => _items.Add(item);
}
