using System;
using Pelikan.Node.Protocol.Memcache.Binary;

namespace Pelikan.Node.Protocol;

/// <summary>What a client reads, in what it speaks, before it is closed because its request cannot be kept until its end has come.</summary>
internal static class Refusal
{
    /// <summary>The node's buffer memory is used up.</summary>
    public static void WriteOutOfMemory(ResponseWriter output, Dialect dialect) => Write(
        output,
        dialect,
        "SERVER_ERROR out of memory reading request\r\n"u8,
        BinaryStatus.OutOfMemory,
        "-ERR out of memory reading request\r\n"u8);

    /// <summary>It is longer than any may be.</summary>
    public static void WriteTooLarge(ResponseWriter output, Dialect dialect) => Write(
        output,
        dialect,
        "SERVER_ERROR request too large\r\n"u8,
        BinaryStatus.TooLarge,
        "-ERR Protocol error: request too large\r\n"u8);

    private static void Write(
        ResponseWriter output, Dialect dialect, ReadOnlySpan<byte> text, BinaryStatus status, ReadOnlySpan<byte> resp)
    {
        if (dialect == Dialect.Binary)
        {
            // Of no request: its header may not be here.
            BinaryHeader none = default;
            BinaryReplies.WriteError(output, in none, status);
            return;
        }

        output.Write(dialect == Dialect.Resp ? resp : text);
    }
}
