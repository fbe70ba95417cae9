using System;
using System.Collections.Generic;

namespace Pelikan.Node.Config.Toml;

/// <summary>Reads one value of any kind. Leaves the cursor right after it.</summary>
internal sealed class TomlValueReader
{
    /// <summary>Arrays and inline tables within each other; one more is refused, so that the stack has a bound.</summary>
    public const int NestingMax = 128;

    private readonly TomlCursor _cursor;
    private int _nesting;

    public TomlValueReader(TomlCursor cursor)
    {
        _cursor = cursor;
    }

    public TomlNode Read()
    {
        TomlLocation location = _cursor.Location;
        switch (_cursor.Peek())
        {
            case '"' or '\'':
                string text = TomlStringReader.Read(_cursor);
                return new TomlScalar<string>(TomlKind.String, location, text, text);
            case '[':
                return Nested(ReadArray);
            case '{':
                return Nested(ReadInlineTable);
            default:
                string token = TakeToken();
                return token switch
                {
                    "true" => new TomlScalar<bool>(TomlKind.Boolean, location, true, token),
                    "false" => new TomlScalar<bool>(TomlKind.Boolean, location, false, token),
                    _ when TomlDateTimeReader.Recognises(token) => TomlDateTimeReader.Read(token, location),
                    _ => TomlNumberReader.Read(token, location),
                };
        }
    }

    private TomlNode Nested(Func<TomlNode> read)
    {
        if (++_nesting > NestingMax)
        {
            throw _cursor.Error($"values nest at most {NestingMax} deep");
        }

        TomlNode node = read();
        _nesting--;
        return node;
    }

    private TomlArray ReadArray()
    {
        TomlArray array = new(_cursor.Location, isOpen: false);
        _cursor.Advance();
        _cursor.SkipLines();
        while (_cursor.Peek() != ']')
        {
            array.Add(Read());
            _cursor.SkipLines();
            if (_cursor.Peek() == ',')
            {
                _cursor.Advance();
                _cursor.SkipLines();
            }
            else if (_cursor.Peek() != ']')
            {
                throw _cursor.Error($"expected ',' or ']' in the array from line {array.Location.Line}, found {_cursor.Describe()}");
            }
        }

        _cursor.Advance();
        return array;
    }

    private TomlTable ReadInlineTable()
    {
        TomlTable table = new(_cursor.Location, TomlTableForm.Inline);
        _cursor.Advance();
        _cursor.SkipBlanks();
        bool more = _cursor.Peek() != '}';
        while (more)
        {
            List<TomlKey> path = TomlKeyReader.Read(_cursor);
            if (_cursor.Peek() != '=')
            {
                throw _cursor.Error($"expected '=' after the key, found {_cursor.Describe()}");
            }

            _cursor.Advance();
            _cursor.SkipBlanks();
            TomlDefinitions.Assign(table, path, Read());
            _cursor.SkipBlanks();
            more = _cursor.Peek() == ',';
            if (more)
            {
                _cursor.Advance();
                _cursor.SkipBlanks();
            }
        }

        if (_cursor.Peek() != '}')
        {
            throw _cursor.Error($"expected ',' or '}}' in the inline table, found {_cursor.Describe()}; it stands on one line");
        }

        _cursor.Advance();
        return table;
    }

    /// <summary>Take the characters of a number, date or boolean, which have no quotes to end them.</summary>
    private string TakeToken()
    {
        int start = _cursor.Offset;
        SkipTokenCharacters();
        string token = _cursor.TextFrom(start);
        if (token.Length == 0)
        {
            throw _cursor.Error($"expected a value, found {_cursor.Describe()}");
        }

        // A date and its time may be apart by one space; a date alone may also be followed by blanks.
        bool timeFollows = TomlDateTimeReader.IsDate(token) && _cursor.Peek() == ' '
            && _cursor.Peek(1) is >= '0' and <= '9' && _cursor.Peek(2) is >= '0' and <= '9';
        if (timeFollows)
        {
            _cursor.Advance();
            SkipTokenCharacters();
        }

        return _cursor.TextFrom(start);
    }

    private void SkipTokenCharacters()
    {
        while (_cursor.Peek() is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '+' or '-' or '_' or '.' or ':')
        {
            _cursor.Advance();
        }
    }
}
