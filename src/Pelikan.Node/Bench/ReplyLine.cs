using System;

namespace Pelikan.Node.Bench;

/// <summary>What replies of all protocols made of lines have in common: lines, and values with a line end behind them.</summary>
internal static class ReplyLine
{
    public const int EndBytes = 2;

    /// <summary>Longer than any line a server sends.</summary>
    private const int BytesMax = 2048;

    /// <summary>The first line without its end; <see cref="ReplyStatus.Complete"/> where it is whole.</summary>
    /// <param name="input">What has come.</param>
    /// <param name="bytesMin">A shorter line is no reply.</param>
    /// <param name="line">The line.</param>
    public static ReplyStatus Take(ReadOnlySpan<byte> input, int bytesMin, out ReadOnlySpan<byte> line)
    {
        int lineFeed = input.IndexOf((byte)'\n');
        bool whole = lineFeed > bytesMin;
        line = whole ? input[..(lineFeed - 1)] : default;
        return whole ? ReplyStatus.Complete
            : lineFeed >= 0 || input.Length > BytesMax ? ReplyStatus.Broken
            : ReplyStatus.Incomplete;
    }

    /// <summary>The value that begins what follows a line; <see cref="ReplyStatus.Complete"/> where it is whole.</summary>
    public static ReplyStatus TakeValue(ReadOnlySpan<byte> rest, int bytes, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (bytes > BenchLimits.ValueBytesMax)
        {
            return ReplyStatus.Broken;
        }

        if (rest.Length < bytes + EndBytes)
        {
            return ReplyStatus.Incomplete;
        }

        value = rest[..bytes];
        return rest[bytes..].StartsWith("\r\n"u8) ? ReplyStatus.Complete : ReplyStatus.Broken;
    }

    /// <summary>Whether a line is one of memcached's three errors.</summary>
    public static bool IsMemcacheError(ReadOnlySpan<byte> line) =>
        line.StartsWith("ERROR"u8) || line.StartsWith("CLIENT_ERROR"u8) || line.StartsWith("SERVER_ERROR"u8);
}
