using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Pelikan.Node.Config.Toml;

/// <summary>A table: names and values in the order in which the file has them.</summary>
public sealed class TomlTable : TomlNode
{
    private readonly OrderedDictionary<string, TomlEntry> _entries = [];

    internal TomlTable(TomlLocation location, TomlTableForm form)
        : base(TomlKind.Table, location)
    {
        Form = form;
    }

    public IReadOnlyCollection<TomlEntry> Entries => _entries.Values;

    internal TomlTableForm Form { get; set; }

    public bool TryGet(string name, [NotNullWhen(true)] out TomlNode? value)
    {
        bool found = _entries.TryGetValue(name, out TomlEntry entry);
        value = found ? entry.Value : null;
        return found;
    }

    internal bool TryGetEntry(string name, out TomlEntry entry) => _entries.TryGetValue(name, out entry);

    internal void Add(TomlKey key, TomlNode value) => _entries.Add(key.Name, new TomlEntry(key, value));
}
