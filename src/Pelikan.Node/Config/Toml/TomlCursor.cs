using System;

namespace Pelikan.Node.Config.Toml;

/// <summary>A place in the text of a document, moving forward only, that knows its line and column.</summary>
internal sealed class TomlCursor
{
    /// <summary>What <see cref="Peek"/> answers after the last character.</summary>
    public const int End = -1;

    private readonly string _text;
    private readonly string _file;
    private int _offset;
    private int _line = 1;
    private int _lineStart;

    public TomlCursor(string text, string file)
    {
        _text = text;
        _file = file;
    }

    public bool AtEnd => _offset >= _text.Length;

    public int Offset => _offset;

    public TomlLocation Location => LocationAt(_offset);

    public int Peek(int ahead = 0) => _offset + ahead < _text.Length ? _text[_offset + ahead] : End;

    public bool StartsWith(ReadOnlySpan<char> expected) => _text.AsSpan(_offset).StartsWith(expected);

    public string TextFrom(int start) => _text[start.._offset];

    /// <summary>Step over characters of which none is a line feed.</summary>
    public void Advance(int count = 1) => _offset += count;

    public void SkipBlanks()
    {
        while (Peek() is ' ' or '\t')
        {
            _offset++;
        }
    }

    /// <summary>Step over one line end: LF or CR LF.</summary>
    public bool TryNewline()
    {
        int length = Peek() == '\n' ? 1 : Peek() == '\r' && Peek(1) == '\n' ? 2 : 0;
        if (length == 0)
        {
            return false;
        }

        _offset += length;
        _line++;
        _lineStart = _offset;
        return true;
    }

    /// <summary>Step over a comment up to its line end, where one begins here.</summary>
    public void SkipComment()
    {
        if (Peek() != '#')
        {
            return;
        }

        while (!AtEnd && !AtNewline())
        {
            TakeText("a comment");
        }
    }

    /// <summary>Step over blanks, comments and line ends, as between the items of an array.</summary>
    public void SkipLines()
    {
        do
        {
            SkipBlanks();
            SkipComment();
        }
        while (TryNewline());
    }

    public bool AtNewline() => Peek() == '\n' || (Peek() == '\r' && Peek(1) == '\n');

    /// <summary>Take one character that may stand in a string or comment: no control character but the tab, no half pair.</summary>
    public char TakeText(string where)
    {
        char taken = _text[_offset];
        if (taken is < ' ' and not '\t' or '\u007f')
        {
            throw Error($"the control character U+{(int)taken:X4} may not stand in {where}; {ControlAdvice(taken)}");
        }

        if (char.IsSurrogate(taken) && !IsHalfOfPair())
        {
            throw Error($"half of a surrogate pair, U+{(int)taken:X4}, is not a Unicode character");
        }

        _offset++;
        return taken;
    }

    /// <summary>What stands here, for messages.</summary>
    public string Describe() => Peek() switch
    {
        End => "the end of the file",
        '\n' or '\r' => "the end of the line",
        < ' ' or 0x7f => $"the control character U+{Peek():X4}",
        _ => $"'{(char.IsHighSurrogate((char)Peek()) && Peek(1) != End ? _text.Substring(_offset, 2) : _text[_offset])}'",
    };

    public TomlException Error(string problem) => new(Location, problem);

    private static string ControlAdvice(char taken) => taken switch
    {
        '\r' => "a carriage return stands only before a line feed",
        '\n' => "text over several lines needs three quotes at each end",
        _ => $"write it as \\u{(int)taken:X4} in a basic string",
    };

    private bool IsHalfOfPair() =>
        char.IsHighSurrogate(_text[_offset])
            ? _offset + 1 < _text.Length && char.IsLowSurrogate(_text[_offset + 1])
            : _offset > 0 && char.IsHighSurrogate(_text[_offset - 1]);

    private TomlLocation LocationAt(int offset)
    {
        int column = 1;
        for (int i = _lineStart; i < offset && i < _text.Length; i++)
        {
            column += char.IsLowSurrogate(_text[i]) ? 0 : 1;
        }

        return new TomlLocation(_file, _line, column);
    }
}
