using System;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>
/// What a session says before it has given the credentials that are asked for: <c>set &lt;any&gt; &lt;any&gt; &lt;any&gt; &lt;bytes&gt;</c>,
/// and as its body the user, a space and the password. Everything else is an error.
/// </summary>
internal static class TextAuthentication
{
    /// <summary>More than this without a line end closes the session. As in memcached.</summary>
    private const int LineBytesMax = 2048;

    /// <summary>Lines of fewer bytes, without their LF, close the session: no command of theirs can be this one. As in memcached.</summary>
    private const int LineBytesMin = 6;

    /// <summary>A body of more is thrown away. As in memcached.</summary>
    private const int TokenBytesMax = 16 * 1024;

    public static ServeStatus Serve<TStore>(ReadOnlySpan<byte> input, ref Exchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        consumed = 0;
        int end = input[..Math.Min(input.Length, LineBytesMax + 1)].IndexOf((byte)'\n');
        if (end < 0 && input.Length <= LineBytesMax)
        {
            return ServeStatus.Incomplete;
        }

        if (end < LineBytesMin)
        {
            exchange.Count(end < 0 ? MemcacheMetric.LineTooLong : MemcacheMetric.AuthRequired);
            consumed = input.Length;
            return ServeStatus.HangUp;
        }

        int lineLength = end + 1;
        consumed = lineLength;
        if (!TryReadLength(TextLine.Content(input, lineLength), out uint length))
        {
            exchange.Count(MemcacheMetric.AuthRequired);
            exchange.Output.Write(TextReplies.Unauthenticated);
            return ServeStatus.Served;
        }

        if (length > TokenBytesMax)
        {
            exchange.CountAuthentication(accepted: false);
            exchange.Output.Write(TextReplies.AuthTokenTooLong);
            exchange.Session.Phase = (int)TextPhase.SkippingBody;
            exchange.Session.SkipBytes = length;
            return ServeStatus.Served;
        }

        int bodyLength = (int)length + TextReplies.LineEnd.Length;
        consumed = input.Length - lineLength < bodyLength ? 0 : lineLength + bodyLength;
        if (consumed == 0)
        {
            return ServeStatus.Incomplete;
        }

        exchange.Output.Write(Answer(input.Slice(lineLength, bodyLength), ref exchange));
        return ServeStatus.Served;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> line, out uint length)
    {
        TextTokens tokens = new(line);
        tokens.Next(out ReadOnlySpan<byte> command);
        bool more = tokens.Next() && tokens.Next() && tokens.Next();
        length = 0;
        return more && command.SequenceEqual("set"u8) && tokens.Next(out ReadOnlySpan<byte> bytes) && AsciiNumber.TryParse(bytes, out length);
    }

    private static ReadOnlySpan<byte> Answer<TStore>(ReadOnlySpan<byte> body, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        bool accepted = false;
        ReadOnlySpan<byte> reply = TextReplies.BadAuthTermination;
        if (body.EndsWith(TextReplies.LineEnd))
        {
            ReadOnlySpan<byte> token = body[..^TextReplies.LineEnd.Length];
            int space = token.IndexOf((byte)' ');
            accepted = space >= 0 && exchange.Credentials!.Accept(token[..space], token[(space + 1)..]);
            reply = accepted ? TextReplies.Stored : space < 0 ? TextReplies.BadAuthFormat : TextReplies.AuthFailure;
        }

        exchange.Session.Authenticated = accepted;
        exchange.CountAuthentication(accepted);
        return reply;
    }
}
