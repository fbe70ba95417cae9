using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Pelikan.Actors.Configuration.Hocon;

/// <summary>
/// Reads one HOCON text, and what it includes, into an object. Follows the HOCON specification of Typesafe config, less
/// <c>include</c> from addresses and class paths.
/// </summary>
internal sealed class HoconParser
{
    /// <summary>Objects, lists and includes inside one another.</summary>
    public const int DepthMax = 64;

    private readonly HoconText _source;
    private readonly HoconCursor _cursor;
    private readonly IReadOnlyList<string> _prefix;
    private int _depth;

    public HoconParser(HoconText source)
        : this(source, [], 0)
    {
    }

    private HoconParser(HoconText source, IReadOnlyList<string> prefix, int depth)
    {
        _source = source;
        _cursor = new HoconCursor(source);
        _prefix = prefix;
        _depth = depth;
    }

    /// <exception cref="HoconException">The text is not HOCON.</exception>
    public void ParseInto(HoconObject root)
    {
        _cursor.SkipLines();
        if (_cursor.TakeIf("{"))
        {
            ParseFields(root, _prefix);
            if (!_cursor.TakeIf("}"))
            {
                throw _cursor.Error("expected }");
            }

            _cursor.SkipLines();
        }
        else
        {
            ParseFields(root, _prefix);
        }

        if (!_cursor.AtEnd)
        {
            throw _cursor.Error($"unexpected '{_cursor.Peek()}'");
        }
    }

    /// <summary>Read fields up to a closing brace or the end. <paramref name="location"/> is the object's own path.</summary>
    private void ParseFields(HoconObject target, IReadOnlyList<string> location)
    {
        _cursor.SkipLines();
        while (!_cursor.AtEnd && _cursor.Peek() != '}')
        {
            if (IsInclude())
            {
                ParseInclude(target, location);
            }
            else
            {
                ParseField(target, location);
            }

            SkipSeparator('}');
        }
    }

    private void ParseField(HoconObject target, IReadOnlyList<string> location)
    {
        HoconOrigin origin = _cursor.Origin;
        IReadOnlyList<string> path = ParsePath();
        HoconObject parent = target;
        foreach (string name in path.SkipLast(1))
        {
            HoconObject inner = new(origin);
            parent.Field(name).Assignments.Add(inner);
            parent = inner;
        }

        List<HoconNode> assignments = parent.Field(path[^1]).Assignments;
        IReadOnlyList<string> own = [.. location, .. path];
        _cursor.SkipLines();
        if (_cursor.TakeIf("+="))
        {
            HoconNode item = ParseValue(own);
            HoconSubstitution earlier = new(origin, [], own, optional: true);
            assignments.Add(new HoconConcatenation(origin, [earlier, new HoconArray(item.Origin, [item])]));
        }
        else if (_cursor.Peek() == '{' || _cursor.TakeIf("=") || _cursor.TakeIf(":"))
        {
            assignments.Add(ParseValue(own));
        }
        else
        {
            throw _cursor.Error($"expected = or : or {{ after \"{HoconPath.Join(path)}\"");
        }
    }

    private List<string> ParsePath()
    {
        List<string> path = [];
        do
        {
            path.Add(ParsePathName());
        }
        while (_cursor.TakeIf("."));
        return path;
    }

    // A name is one or more pieces; blanks between pieces belong to it.
    private string ParsePathName()
    {
        HoconOrigin start = _cursor.Origin;
        StringBuilder name = new();
        bool any = false;
        string blanks = string.Empty;
        while (true)
        {
            bool quoted = _cursor.Peek() == '"';
            string piece = quoted ? HoconStrings.ReadQuoted(_cursor) : HoconStrings.ReadBare(_cursor, stopAtDot: true);
            if (!quoted && piece.Length == 0)
            {
                return any ? name.ToString() : throw new HoconException(start, $"expected a key, found {DescribeNext()}");
            }

            name.Append(blanks).Append(piece);
            any = true;
            blanks = _cursor.SkipBlanks() ? " " : string.Empty;
        }
    }

    private HoconNode ParseValue(IReadOnlyList<string> location)
    {
        _cursor.SkipLines();
        HoconOrigin origin = _cursor.Origin;
        List<HoconNode> pieces = [];
        while (true)
        {
            HoconOrigin at = _cursor.Origin;
            string blanks = _cursor.TakeUntil(static cursor => cursor.Peek() == '\n' || !char.IsWhiteSpace(cursor.Peek()));
            if (ParsePiece(location) is not { } piece)
            {
                break;
            }

            if (blanks.Length > 0 && pieces.Count > 0)
            {
                pieces.Add(new HoconScalar(at, blanks, quoted: false));
            }

            pieces.Add(piece);
        }

        return pieces.Count switch
        {
            0 => throw new HoconException(origin, $"expected a value, found {DescribeNext()}"),
            1 => pieces[0],
            _ => new HoconConcatenation(origin, pieces),
        };
    }

    /// <summary>One piece of a value, or null where the value has ended.</summary>
    private HoconNode? ParsePiece(IReadOnlyList<string> location)
    {
        HoconOrigin origin = _cursor.Origin;
        switch (_cursor.Peek())
        {
            case '{':
                return ParseObject(location);
            case '[':
                return ParseArray(location);
            case '$':
                return ParseSubstitution();
            case '"':
                return new HoconScalar(origin, HoconStrings.ReadQuoted(_cursor), quoted: true);
            default:
                string text = HoconStrings.ReadBare(_cursor, stopAtDot: false);
                return text.Length > 0 ? new HoconScalar(origin, text, quoted: false) : null;
        }
    }

    private HoconObject ParseObject(IReadOnlyList<string> location)
    {
        HoconObject result = new(_cursor.Origin);
        Enter();
        _cursor.Take();
        ParseFields(result, location);
        if (!_cursor.TakeIf("}"))
        {
            throw new HoconException(result.Origin, "this { has no }");
        }

        _depth--;
        return result;
    }

    private HoconArray ParseArray(IReadOnlyList<string> location)
    {
        HoconArray result = new(_cursor.Origin, []);
        Enter();
        _cursor.Take();
        _cursor.SkipLines();
        while (!_cursor.AtEnd && _cursor.Peek() != ']')
        {
            result.Items.Add(ParseValue(location));
            SkipSeparator(']');
        }

        if (!_cursor.TakeIf("]"))
        {
            throw new HoconException(result.Origin, "this [ has no ]");
        }

        _depth--;
        return result;
    }

    private HoconSubstitution ParseSubstitution()
    {
        HoconOrigin origin = _cursor.Origin;
        if (!_cursor.TakeIf("${"))
        {
            throw _cursor.Error("expected ${path}; text that holds a $ stands in quotes");
        }

        bool optional = _cursor.TakeIf("?");
        _cursor.SkipBlanks();
        List<string> path = ParsePath();
        return _cursor.TakeIf("}")
            ? new HoconSubstitution(origin, _prefix, path, optional)
            : throw _cursor.Error($"expected }} after \"{HoconPath.Join(path)}\"");
    }

    // One comma, or the end of a line, or both, or the closing character.
    private void SkipSeparator(char closing)
    {
        bool separated = _cursor.SkipLines();
        separated |= _cursor.TakeIf(",");
        _cursor.SkipLines();
        if (!separated && !_cursor.AtEnd && _cursor.Peek() != closing)
        {
            throw _cursor.Error($"expected a comma, a new line or {closing}, found {DescribeNext()}; text with special characters stands in quotes");
        }
    }

    private bool IsInclude()
    {
        const string Word = "include";
        int next = Word.Length;
        while (_cursor.LooksAt(Word) && _cursor.Peek(next) is ' ' or '\t')
        {
            next++;
        }

        return _cursor.LooksAt(Word) && next > Word.Length && _cursor.Peek(next) is '"' or 'f' or 'r' or 'u' or 'c'
            && IncludeStarts.Any(start => LooksAt(next, start));
    }

    private static readonly string[] IncludeStarts = ["\"", "file(", "required(", "url(", "classpath("];

    private bool LooksAt(int ahead, string text) => !text.Where((c, i) => _cursor.Peek(ahead + i) != c).Any();

    private void ParseInclude(HoconObject target, IReadOnlyList<string> location)
    {
        HoconOrigin origin = _cursor.Origin;
        _cursor.TakeIf("include");
        _cursor.SkipBlanks();
        bool required = TakeOpening("required(");
        bool file = TakeOpening("file(");
        if (_cursor.Peek() != '"')
        {
            throw _cursor.Error("expected include \"name\", include file(\"name\") or include required(file(\"name\"))");
        }

        string name = HoconStrings.ReadQuoted(_cursor);
        TakeClosing(file);
        TakeClosing(required);
        HoconText? included = _source.Include(name);
        if (included is not null)
        {
            // A text that includes itself is found by its depth.
            Enter();
            new HoconParser(included, location, _depth).ParseInto(target);
            _depth--;
        }
        else if (required)
        {
            throw new HoconException(origin, $"there is no \"{name}\" to include");
        }
    }

    private bool TakeOpening(string opening)
    {
        bool found = _cursor.TakeIf(opening);
        _cursor.SkipBlanks();
        return found;
    }

    private void TakeClosing(bool opened)
    {
        _cursor.SkipBlanks();
        if (opened && !_cursor.TakeIf(")"))
        {
            throw _cursor.Error("expected )");
        }
    }

    private void Enter()
    {
        if (++_depth > DepthMax)
        {
            throw _cursor.Error($"more than {DepthMax} objects, lists and includes inside one another");
        }
    }

    private string DescribeNext() => _cursor.AtEnd ? "the end" : _cursor.Peek() == '\n' ? "the end of the line" : $"'{_cursor.Peek()}'";
}
