using System.Collections.Generic;

namespace Pelikan.Node.Config.Toml;

/// <summary>Reads a document line by line: headers, and keys with their values.</summary>
internal sealed class TomlReader
{
    private readonly TomlCursor _cursor;
    private readonly TomlValueReader _values;
    private readonly TomlTable _root;
    private TomlTable _section;

    public TomlReader(TomlCursor cursor)
    {
        _cursor = cursor;
        _values = new TomlValueReader(cursor);
        _root = new TomlTable(cursor.Location, TomlTableForm.Header);
        _section = _root;
    }

    public TomlTable Read()
    {
        for (_cursor.SkipLines(); !_cursor.AtEnd; _cursor.SkipLines())
        {
            if (_cursor.Peek() == '[')
            {
                ReadHeader();
            }
            else
            {
                ReadKeyValue();
            }

            RequireLineEnd();
        }

        return _root;
    }

    private void ReadHeader()
    {
        bool isArray = _cursor.Peek(1) == '[';
        string close = isArray ? "]]" : "]";
        _cursor.Advance(close.Length);
        List<TomlKey> path = TomlKeyReader.Read(_cursor);
        if (!_cursor.StartsWith(close))
        {
            throw _cursor.Error($"expected '{close}' at the end of the header, found {_cursor.Describe()}");
        }

        _cursor.Advance(close.Length);
        _section = isArray ? TomlDefinitions.OpenElement(_root, path) : TomlDefinitions.OpenTable(_root, path);
    }

    private void ReadKeyValue()
    {
        List<TomlKey> path = TomlKeyReader.Read(_cursor);
        if (_cursor.Peek() != '=')
        {
            throw _cursor.Error($"expected '=' after the key, found {_cursor.Describe()}; a line is: key = value");
        }

        _cursor.Advance();
        _cursor.SkipBlanks();
        TomlDefinitions.Assign(_section, path, _values.Read());
    }

    private void RequireLineEnd()
    {
        _cursor.SkipBlanks();
        _cursor.SkipComment();
        if (!_cursor.AtEnd && !_cursor.AtNewline())
        {
            throw _cursor.Error($"expected the end of the line, found {_cursor.Describe()}; each key or header has its own line");
        }
    }
}
