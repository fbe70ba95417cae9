using System;

namespace Pelikan.Node.Protocol.Resp.Collections;

/// <summary>Numbers among a command's words that have bounds of their own.</summary>
internal static class CountWord
{
    private static ReadOnlySpan<byte> NotNegatable => "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807"u8;

    /// <summary>Any integer; else it is refused.</summary>
    public static bool TryReadAny(scoped ReadOnlySpan<byte> word, RespWriter reply, out long number)
    {
        if (RespNumber.TryParse(word, out number))
        {
            return true;
        }

        reply.Error(RespErrors.NotInteger);
        return false;
    }

    /// <summary>An integer whose negative is one too; else it is refused.</summary>
    public static bool TryReadSigned(scoped ReadOnlySpan<byte> word, RespWriter reply, out long number)
    {
        if (!TryReadAny(word, reply, out number))
        {
            return false;
        }

        if (number == long.MinValue)
        {
            reply.Error(NotNegatable);
            return false;
        }

        return true;
    }

    /// <summary>An integer of at least <paramref name="min"/>; else it is refused by <paramref name="error"/>.</summary>
    public static bool TryRead(
        scoped ReadOnlySpan<byte> word, long min, scoped ReadOnlySpan<byte> error, RespWriter reply, out long number)
    {
        if (RespNumber.TryParse(word, out number) && number >= min)
        {
            return true;
        }

        reply.Error(error);
        return false;
    }
}
