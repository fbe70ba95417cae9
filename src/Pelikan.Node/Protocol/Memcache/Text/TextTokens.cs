using System;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>
/// Walks the tokens of one line, its end removed. Only the space separates, and a run of spaces counts once; every
/// other byte belongs to a token.
/// </summary>
internal ref struct TextTokens
{
    private readonly ReadOnlySpan<byte> _line;

    public TextTokens(ReadOnlySpan<byte> line, int position = 0)
    {
        _line = line;
        Position = position;
    }

    /// <summary>Where in the line the last token began.</summary>
    public int Start { get; private set; }

    /// <summary>Behind the last token: where the search for the next begins.</summary>
    public int Position { get; private set; }

    public bool Next(out ReadOnlySpan<byte> token)
    {
        bool any = Next();
        token = _line[Start..Position];
        return any;
    }

    /// <summary>Go to the next token, to be read as <see cref="Start"/> and <see cref="Position"/>; false behind the last one.</summary>
    public bool Next()
    {
        int start = Position;
        while (start < _line.Length && _line[start] == ' ')
        {
            start++;
        }

        int length = _line[start..].IndexOf((byte)' ');
        Start = start;
        Position = length < 0 ? _line.Length : start + length;
        return Start < Position;
    }

    /// <summary>
    /// Whether the last token of the line is <c>noreply</c> and stands behind the tokens read so far: what was read is
    /// an argument, whatever it says.
    /// </summary>
    public readonly bool EndWithNoReply()
    {
        ReadOnlySpan<byte> rest = _line[Position..].TrimEnd((byte)' ');
        return rest.EndsWith(" noreply"u8);
    }
}
