using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Actors.Configuration.Hocon;

/// <summary>A value as it is written, before substitutions are resolved.</summary>
internal abstract class HoconNode(HoconOrigin origin)
{
    public HoconOrigin Origin { get; } = origin;
}

/// <summary>Text, quoted or not. Only unquoted text can be null or mere space between other pieces.</summary>
internal sealed class HoconScalar(HoconOrigin origin, string text, bool quoted) : HoconNode(origin)
{
    public string Text { get; } = text;

    public bool IsNull => !quoted && Text == "null";

    public bool IsSpace => !quoted && string.IsNullOrWhiteSpace(Text);
}

internal sealed class HoconArray(HoconOrigin origin, List<HoconNode> items) : HoconNode(origin)
{
    public List<HoconNode> Items { get; } = items;
}

/// <summary>Pieces side by side on one line: text is joined, objects are merged, lists are appended.</summary>
internal sealed class HoconConcatenation(HoconOrigin origin, List<HoconNode> pieces) : HoconNode(origin)
{
    public List<HoconNode> Pieces { get; } = pieces;
}

/// <summary><c>${path}</c>, or <c>${?path}</c> where it may be missing. In an included text, <paramref name="prefix"/> is where it is included.</summary>
internal sealed class HoconSubstitution(HoconOrigin origin, IReadOnlyList<string> prefix, IReadOnlyList<string> path, bool optional)
    : HoconNode(origin)
{
    public IReadOnlyList<string> Prefix { get; } = prefix;

    public IReadOnlyList<string> Path { get; } = path;

    public bool Optional { get; } = optional;
}

/// <summary>The value of a field elsewhere: what a substitution of an object brings along.</summary>
internal sealed class HoconFieldReference(HoconField field, HoconOrigin origin) : HoconNode(origin)
{
    public HoconField Field { get; } = field;
}

/// <summary>An object; its fields in the order they were first written.</summary>
internal sealed class HoconObject(HoconOrigin origin) : HoconNode(origin)
{
    public OrderedDictionary<string, HoconField> Fields { get; } = [];

    public HoconField Field(string name)
    {
        if (!Fields.TryGetValue(name, out HoconField? field))
        {
            field = new HoconField();
            Fields.Add(name, field);
        }

        return field;
    }

    /// <summary>Assignments to all its fields.</summary>
    public int AssignmentCount => Fields.Values.Sum(item => item.Assignments.Count);

    /// <summary>Write another object's assignments behind this one's.</summary>
    public void Append(HoconObject other)
    {
        foreach ((string name, HoconField field) in other.Fields)
        {
            Field(name).Assignments.AddRange(field.Assignments);
        }
    }
}

/// <summary>A field with everything assigned to it, in order, and its value once that is worked out.</summary>
internal sealed class HoconField
{
    public List<HoconNode> Assignments { get; } = [];

    public bool Evaluated { get; set; }

    public bool Evaluating { get; set; }

    /// <summary>The value so far while evaluating, which is what a field's reference to itself means; null where there is none.</summary>
    public HoconNode? Value { get; set; }
}
