using System;
using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Actors.Configuration.Hocon;

/// <summary>
/// Works out what is written: merges assignments, joins pieces, replaces substitutions. A field is evaluated when it is first
/// needed, and only as far as "text, list, or object with fields of its own", so objects may refer into one another.
/// </summary>
/// <remarks>
/// A substitution that names the very field it stands in means that field's value so far. One that comes back to a field
/// over others is a cycle, and an error.
/// </remarks>
internal sealed class HoconResolver
{
    /// <summary>
    /// Nodes in the result. A few substitutions of substitutions can stand for a result of any size; settings of this size are a mistake.
    /// </summary>
    public const int NodesMax = 100_000;

    /// <summary>Characters in one joined text.</summary>
    public const int TextLengthMax = 1 << 20;

    private readonly HoconObject _root;
    private readonly Func<string, string?> _environment;
    private readonly Stack<HoconField> _evaluating = new();
    private int _nodes;

    public HoconResolver(HoconObject root, Func<string, string?> environment)
    {
        _root = root;
        _environment = environment;
    }

    /// <exception cref="HoconException">A substitution names nothing, or comes back to itself; pieces do not go together.</exception>
    public ConfigNode.Object Resolve() => ToObject(_root, 0);

    private ConfigNode.Object ToObject(HoconObject node, int depth)
    {
        OrderedDictionary<string, ConfigNode> fields = [];
        foreach ((string name, HoconField field) in node.Fields)
        {
            if (Evaluate(field) is { } value)
            {
                fields.Add(name, ToConfig(value, depth + 1));
            }
        }

        return new ConfigNode.Object(node.Origin, fields);
    }

    private ConfigNode ToConfig(HoconNode node, int depth)
    {
        if (depth > HoconParser.DepthMax || ++_nodes > NodesMax)
        {
            throw new HoconException(node.Origin, "the value contains itself, or is nested too deeply, or is too large");
        }

        return node switch
        {
            HoconObject inner => ToObject(inner, depth),
            HoconArray array => new ConfigNode.Array(node.Origin, [.. array.Items.Select(item => ToConfig(item, depth + 1))]),
            HoconScalar { IsNull: true } => new ConfigNode.Null(node.Origin),
            HoconScalar scalar => new ConfigNode.Scalar(node.Origin, scalar.Text),
            _ => throw new HoconException(node.Origin, "the value was not resolved"),
        };
    }

    /// <summary>A field's value: text, a list of values, or an object; null where it has none.</summary>
    private HoconNode? Evaluate(HoconField field)
    {
        if (field.Evaluated)
        {
            return field.Value;
        }

        if (_evaluating.Count > HoconParser.DepthMax)
        {
            throw new HoconException(field.Assignments[0].Origin, $"more than {HoconParser.DepthMax} substitutions refer to one another");
        }

        field.Evaluating = true;
        _evaluating.Push(field);
        foreach (HoconNode assignment in field.Assignments)
        {
            if (Evaluate(assignment) is { } value)
            {
                field.Value = field.Value is HoconObject below && value is HoconObject above ? Merge(below, above) : value;
            }
        }

        _evaluating.Pop();
        field.Evaluating = false;
        field.Evaluated = true;
        return field.Value;
    }

    private HoconNode? Evaluate(HoconNode node) => node switch
    {
        HoconConcatenation concatenation => Join(concatenation),
        HoconSubstitution substitution => Substitute(substitution),
        HoconFieldReference { Field.Evaluating: true } => throw Cycle(node.Origin),
        HoconFieldReference reference => Evaluate(reference.Field),
        HoconArray array => EvaluateItems(array),
        _ => node,
    };

    private HoconArray EvaluateItems(HoconArray array)
    {
        List<HoconNode> items = [];
        foreach (HoconNode item in array.Items)
        {
            if (Evaluate(item) is { } value)
            {
                items.Add(value);
            }
        }

        return new HoconArray(array.Origin, items);
    }

    private HoconNode? Substitute(HoconSubstitution substitution)
    {
        HoconNode? value = substitution.Prefix.Count > 0 ? Lookup([.. substitution.Prefix, .. substitution.Path], substitution) : null;
        value ??= Lookup(substitution.Path, substitution);
        if (value is not null)
        {
            return value is HoconObject found ? Refer(found) : value;
        }

        string name = string.Join('.', substitution.Path);
        if (_environment(name) is { } text)
        {
            return new HoconScalar(substitution.Origin, text, quoted: true);
        }

        return substitution.Optional
            ? null
            : throw new HoconException(substitution.Origin, $"${{{name}}} names no setting and no environment variable");
    }

    private HoconNode? Lookup(IReadOnlyList<string> path, HoconSubstitution substitution)
    {
        HoconNode? node = _root;
        foreach (string name in path)
        {
            if (node is not HoconObject parent || !parent.Fields.TryGetValue(name, out HoconField? field))
            {
                return null;
            }

            if (field.Evaluating && (_evaluating.Peek() != field || (field.Value is null && !substitution.Optional)))
            {
                throw Cycle(substitution.Origin);
            }

            node = field.Evaluating ? field.Value : Evaluate(field);
        }

        return node is HoconScalar { IsNull: true } ? null : node;
    }

    private HoconNode? Join(HoconConcatenation concatenation)
    {
        List<HoconNode> values = [];
        foreach (HoconNode piece in concatenation.Pieces)
        {
            if (Evaluate(piece) is { } value)
            {
                values.Add(value);
            }
        }

        bool hasText = values.Exists(value => value is HoconScalar { IsSpace: false });
        if (!hasText)
        {
            values.RemoveAll(value => value is HoconScalar);
        }

        if (values.Count < 2)
        {
            return values.FirstOrDefault();
        }

        return values[0] switch
        {
            HoconScalar when values.TrueForAll(value => value is HoconScalar) => JoinTexts(concatenation.Origin, values),
            HoconArray when values.TrueForAll(value => value is HoconArray) => JoinArrays(concatenation.Origin, values),
            HoconObject when values.TrueForAll(value => value is HoconObject) => values.Cast<HoconObject>().Aggregate(Merge),
            _ => throw new HoconException(concatenation.Origin, "text, lists and objects cannot be joined with one another"),
        };
    }

    private static HoconScalar JoinTexts(HoconOrigin origin, List<HoconNode> values)
    {
        long length = values.Cast<HoconScalar>().Sum(value => (long)value.Text.Length);
        return length <= TextLengthMax
            ? new HoconScalar(origin, string.Concat(values.Cast<HoconScalar>().Select(value => value.Text)), quoted: true)
            : throw new HoconException(origin, $"the text is longer than {TextLengthMax} characters");
    }

    private static HoconArray JoinArrays(HoconOrigin origin, List<HoconNode> values)
    {
        long count = values.Cast<HoconArray>().Sum(value => (long)value.Items.Count);
        return count <= NodesMax
            ? new HoconArray(origin, [.. values.Cast<HoconArray>().SelectMany(value => value.Items)])
            : throw new HoconException(origin, $"the list has more than {NodesMax} items");
    }

    private HoconObject Merge(HoconObject below, HoconObject above)
    {
        // An object merged with itself doubles what each of its fields is made of, at every depth.
        _nodes += below.AssignmentCount + above.AssignmentCount;
        if (_nodes > NodesMax)
        {
            throw new HoconException(above.Origin, "the value contains itself, or is too large");
        }

        HoconObject merged = new(above.Origin);
        merged.Append(below);
        merged.Append(above);
        return merged;
    }

    // The fields stay those of the object they come from, so that their own references to themselves keep their meaning.
    private static HoconObject Refer(HoconObject found)
    {
        HoconObject copy = new(found.Origin);
        foreach ((string name, HoconField field) in found.Fields)
        {
            copy.Field(name).Assignments.Add(new HoconFieldReference(field, found.Origin));
        }

        return copy;
    }

    private static HoconException Cycle(HoconOrigin origin) => new(origin, "this substitution comes back to itself");
}
