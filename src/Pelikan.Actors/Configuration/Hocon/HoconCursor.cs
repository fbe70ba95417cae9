using System;

namespace Pelikan.Actors.Configuration.Hocon;

/// <summary>A place in a text, with line and column.</summary>
internal sealed class HoconCursor
{
    /// <summary>What <see cref="Peek"/> answers at the end.</summary>
    public const char End = '\0';

    private readonly HoconText _source;
    private int _position;
    private int _line = 1;
    private int _column = 1;

    public HoconCursor(HoconText source) => _source = source;

    public HoconOrigin Origin => new(_source.Name, _line, _column);

    public bool AtEnd => _position >= _source.Text.Length;

    public char Peek(int ahead = 0) => _position + ahead < _source.Text.Length ? _source.Text[_position + ahead] : End;

    public bool LooksAt(string text) => string.CompareOrdinal(_source.Text, _position, text, 0, text.Length) == 0;

    public char Take()
    {
        char c = _source.Text[_position++];
        (_line, _column) = c == '\n' ? (_line + 1, 1) : (_line, _column + 1);
        return c;
    }

    public void Skip(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Take();
        }
    }

    public bool TakeIf(string text)
    {
        bool found = LooksAt(text);
        Skip(found ? text.Length : 0);
        return found;
    }

    /// <summary>Take the text up to where <paramref name="stop"/> holds.</summary>
    public string TakeUntil(Func<HoconCursor, bool> stop)
    {
        int start = _position;
        while (!AtEnd && !stop(this))
        {
            Take();
        }

        return _source.Text[start.._position];
    }

    public bool AtComment => Peek() == '#' || LooksAt("//");

    /// <summary>Pass over blanks on this line; true where there were any.</summary>
    public bool SkipBlanks() => TakeUntil(static cursor => !IsBlank(cursor.Peek())).Length > 0;

    /// <summary>Pass over blanks, comments and line ends; true where a line has ended.</summary>
    public bool SkipLines()
    {
        int line = _line;
        while (!AtEnd)
        {
            if (AtComment)
            {
                TakeUntil(static cursor => cursor.Peek() == '\n');
            }
            else if (IsBlank(Peek()) || Peek() == '\n')
            {
                Take();
            }
            else
            {
                break;
            }
        }

        return _line > line;
    }

    public HoconException Error(string message) => new(Origin, message);

    private static bool IsBlank(char c) => c != '\n' && (char.IsWhiteSpace(c) || c == '\uFEFF');
}
