using System;
using System.Diagnostics;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>Finds the line at the head of the input, and keeps lines within their limits.</summary>
internal static class TextLine
{
    /// <summary>The longest line, its end included, of a command that does not take any number of keys. As in memcached.</summary>
    public const int CommandBytesMax = 2048;

    /// <summary>Shorter lines, their end included, hold no command. As in memcached since 1.6.40.</summary>
    public const int BytesMin = 4;

    public enum Search : byte
    {
        Found,
        Incomplete,
        TooLong,
    }

    /// <summary>
    /// Search for the line end, <paramref name="length"/> bytes with it. Whether a line is too long depends on its
    /// bytes alone, never on how they arrived. Bytes searched before, in vain, are not searched again.
    /// </summary>
    public static Search Find(ReadOnlySpan<byte> input, ref SessionState session, ProtocolLimits limits, out int length)
    {
        int searched = session.Phase == (int)TextPhase.ReadingLine ? (int)session.Argument : 0;
        Debug.Assert(searched <= input.Length, "an unfinished line comes back with its bytes");
        int end = input[searched..].IndexOf((byte)'\n');
        length = end < 0 ? 0 : searched + end + 1;

        int bytesHeld = end < 0 ? input.Length : length - 1;
        if (bytesHeld >= CommandBytesMax && bytesHeld >= LimitOf(input, limits))
        {
            return Search.TooLong;
        }

        session.Phase = (int)(end < 0 ? TextPhase.ReadingLine : TextPhase.BetweenRequests);
        session.Argument = end < 0 ? input.Length : 0;
        return end < 0 ? Search.Incomplete : Search.Found;
    }

    /// <summary>The line without its LF, and without the one CR that may stand before it.</summary>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> input, int length)
    {
        ReadOnlySpan<byte> line = input[..(length - 1)];
        return !line.IsEmpty && line[^1] == '\r' ? line[..^1] : line;
    }

    private static int LimitOf(ReadOnlySpan<byte> input, ProtocolLimits limits)
    {
        // The command word is looked for where a short line would have it, so that a flood of spaces earns nothing.
        TextTokens tokens = new(input[..CommandBytesMax]);
        tokens.Next(out ReadOnlySpan<byte> word);
        return TextVerbs.TakesManyKeys(TextVerbs.Of(word)) ? limits.LineBytesMax : CommandBytesMax;
    }
}
