using System;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>The body behind a storage line: counted bytes and a line end.</summary>
internal static class TextBody
{
    public enum End : byte
    {
        Missing,
        Wrong,
        Right,
    }

    /// <summary>Decided at the first byte that decides it, so that a short body does not wait for the next request's bytes.</summary>
    public static End Check(ReadOnlySpan<byte> body, int length)
    {
        if (body.Length <= length)
        {
            return End.Missing;
        }

        if (body[length] != '\r')
        {
            return End.Wrong;
        }

        return body.Length < length + 2 ? End.Missing
            : body[length + 1] == '\n' ? End.Right
            : End.Wrong;
    }

    /// <summary>Throw a refused body, and the rest of the line it ends in, away from the next call on.</summary>
    public static void Skip(int length, ref SessionState session)
    {
        session.Phase = (int)TextPhase.SkippingBody;
        session.SkipBytes = length;
    }
}
