using System;

namespace Pelikan.Tidy.Tests.Text;

/// <summary>
/// A C# file twice: once with everything but code blanked, once with everything but comments blanked. Both have the
/// length and the lines of the original, so an offset means the same place in all three. Literals are in neither,
/// except for the code in the holes of an interpolated string.
/// </summary>
internal sealed class CSharpText
{
    private readonly string _text;
    private readonly char[] _code;
    private readonly char[] _comments;
    private int _at;

    private CSharpText(string text)
    {
        _text = text;
        _code = Blank(text);
        _comments = Blank(text);
        ReadCode(isHole: false);
        Code = new string(_code);
        Comments = new string(_comments);
    }

    public string Code { get; }

    public string Comments { get; }

    public static CSharpText Read(string text) => new(text);

    private static char[] Blank(string text)
    {
        char[] blank = new char[text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            blank[i] = text[i] == '\n' ? '\n' : ' ';
        }

        return blank;
    }

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private void Take(char[]? into)
    {
        if (into is not null && _text[_at] != '\n')
        {
            into[_at] = _text[_at];
        }

        _at++;
    }

    /// <summary>Code up to the end of the file, or of the hole in an interpolated string.</summary>
    private void ReadCode(bool isHole)
    {
        int depth = 0;
        while (_at < _text.Length)
        {
            char c = Peek();
            if (isHole && depth == 0 && c == '}')
            {
                return;
            }

            if (c == '/' && Peek(1) == '/')
            {
                ReadLineComment();
            }
            else if (c == '/' && Peek(1) == '*')
            {
                ReadBlockComment();
            }
            else if (c == '\'')
            {
                ReadQuoted('\'');
            }
            else if (c == '#' && IsFirstOnLine())
            {
                ReadDirective();
            }
            else if (c is '"' or '$' or '@' && StartsString())
            {
                ReadString();
            }
            else
            {
                depth += c switch { '{' or '(' or '[' => 1, '}' or ')' or ']' => -1, _ => 0 };
                Take(_code);
            }
        }
    }

    private bool IsFirstOnLine()
    {
        int before = _at - 1;
        while (before >= 0 && _text[before] is ' ' or '\t')
        {
            before--;
        }

        return before < 0 || _text[before] == '\n';
    }

    private bool StartsString()
    {
        int ahead = 0;
        while (Peek(ahead) is '$' or '@')
        {
            ahead++;
        }

        return Peek(ahead) == '"';
    }

    private void ReadLineComment()
    {
        while (_at < _text.Length && Peek() != '\n')
        {
            Take(_comments);
        }
    }

    private void ReadBlockComment()
    {
        while (_at < _text.Length && !(Peek() == '*' && Peek(1) == '/'))
        {
            Take(_comments);
        }

        for (int i = 0; i < 2 && _at < _text.Length; i++)
        {
            Take(_comments);
        }
    }

    /// <summary>A preprocessor line: free text that may hold lone quotes.</summary>
    private void ReadDirective()
    {
        while (_at < _text.Length && Peek() != '\n' && !(Peek() == '/' && Peek(1) == '/'))
        {
            Take(_code);
        }
    }

    private void ReadString()
    {
        bool interpolated = false;
        bool verbatim = false;
        for (; Peek() is '$' or '@'; Take(null))
        {
            interpolated |= Peek() == '$';
            verbatim |= Peek() == '@';
        }

        int quotes = 0;
        while (Peek(quotes) == '"')
        {
            quotes++;
        }

        if (!verbatim && quotes >= 3)
        {
            ReadRaw(quotes);
        }
        else if (verbatim)
        {
            ReadVerbatim(interpolated);
        }
        else if (interpolated)
        {
            ReadInterpolated();
        }
        else
        {
            ReadQuoted('"');
        }
    }

    private void ReadQuoted(char quote)
    {
        Take(null);
        while (_at < _text.Length && Peek() != quote && Peek() != '\n')
        {
            _at += Peek() == '\\' ? 2 : 1;
        }

        _at = Math.Min(_at + 1, _text.Length);
    }

    private void ReadInterpolated()
    {
        Take(null);
        while (_at < _text.Length && Peek() != '"')
        {
            if (Peek() == '\\' || (Peek() == '{' && Peek(1) == '{'))
            {
                _at += 2;
            }
            else if (Peek() == '{')
            {
                Take(null);
                ReadCode(isHole: true);
            }
            else
            {
                Take(null);
            }
        }

        _at = Math.Min(_at + 1, _text.Length);
    }

    private void ReadVerbatim(bool interpolated)
    {
        Take(null);
        while (_at < _text.Length)
        {
            if (Peek() is '"' or '{' && Peek() == Peek(1))
            {
                _at += 2;
            }
            else if (interpolated && Peek() == '{')
            {
                Take(null);
                ReadCode(isHole: true);
            }
            else if (Peek() == '"')
            {
                Take(null);
                return;
            }
            else
            {
                Take(null);
            }
        }
    }

    private void ReadRaw(int quotes)
    {
        _at += quotes;
        int end = _text.IndexOf(new string('"', quotes), _at, StringComparison.Ordinal);
        _at = end < 0 ? _text.Length : end + quotes;
    }
}
