using System.Collections.Generic;

namespace Pelikan.Node.Config.Toml;

/// <summary>
/// What may be defined where, and once only: a header opens a table that has none yet, a double header adds an element,
/// a dotted key fills only tables that its own section makes, and what is in braces or brackets is closed.
/// </summary>
internal static class TomlDefinitions
{
    /// <summary><c>[a.b.c]</c>: the table that the following keys fill.</summary>
    public static TomlTable OpenTable(TomlTable root, List<TomlKey> path)
    {
        TomlTable parent = Descend(root, path);
        TomlKey key = path[^1];
        if (!parent.TryGetEntry(key.Name, out TomlEntry entry))
        {
            TomlTable made = new(key.Location, TomlTableForm.Header);
            parent.Add(key, made);
            return made;
        }

        if (entry.Value is TomlTable { Form: TomlTableForm.Implicit } known)
        {
            known.Form = TomlTableForm.Header;
            return known;
        }

        throw Twice(key, entry, "put all keys of a table under one header");
    }

    /// <summary><c>[[a.b.c]]</c>: a new element of that array of tables.</summary>
    public static TomlTable OpenElement(TomlTable root, List<TomlKey> path)
    {
        TomlTable parent = Descend(root, path);
        TomlKey key = path[^1];
        TomlTable element = new(key.Location, TomlTableForm.Header);
        if (!parent.TryGetEntry(key.Name, out TomlEntry entry))
        {
            TomlArray made = new(key.Location, isOpen: true);
            parent.Add(key, made);
            made.Add(element);
            return element;
        }

        if (entry.Value is TomlArray { IsOpen: true } known)
        {
            known.Add(element);
            return element;
        }

        throw Twice(key, entry, "only an array that [[...]] began takes more elements");
    }

    /// <summary><c>a.b.c = value</c> within the section.</summary>
    public static void Assign(TomlTable section, List<TomlKey> path, TomlNode value)
    {
        TomlTable table = section;
        for (int i = 0; i < path.Count - 1; i++)
        {
            table = Extend(table, path[i]);
        }

        TomlKey key = path[^1];
        if (table.TryGetEntry(key.Name, out TomlEntry entry))
        {
            throw Twice(key, entry, "keep one of the two");
        }

        table.Add(key, value);
    }

    private static TomlTable Extend(TomlTable table, TomlKey key)
    {
        if (!table.TryGetEntry(key.Name, out TomlEntry entry))
        {
            TomlTable made = new(key.Location, TomlTableForm.Dotted);
            table.Add(key, made);
            return made;
        }

        return entry.Value is TomlTable { Form: TomlTableForm.Dotted } known
            ? known
            : throw Twice(key, entry, "a dotted key adds only to tables that its own section makes");
    }

    /// <summary>Walk to the table that holds the last part of a header, making what is missing.</summary>
    private static TomlTable Descend(TomlTable root, List<TomlKey> path)
    {
        TomlTable table = root;
        for (int i = 0; i < path.Count - 1; i++)
        {
            TomlKey key = path[i];
            if (!table.TryGetEntry(key.Name, out TomlEntry entry))
            {
                TomlTable made = new(key.Location, TomlTableForm.Implicit);
                table.Add(key, made);
                table = made;
                continue;
            }

            table = entry.Value switch
            {
                TomlTable { Form: not TomlTableForm.Inline } known => known,
                TomlArray { IsOpen: true } array => (TomlTable)array.Items[^1],
                _ => throw Twice(key, entry, "a header cannot add to a value that is complete"),
            };
        }

        return table;
    }

    private static TomlException Twice(TomlKey key, TomlEntry first, string advice) =>
        new(key.Location, $"'{key.Name}' is already {first.Value.KindText} from line {first.Key.Location.Line}; {advice}");
}
