namespace Pelikan.Node.Protocol.Resp;

/// <summary>The bounds of Redis' framing. Source: its networking.c and server.h, 7.0.</summary>
internal static class RespFraming
{
    /// <summary>A line that announces something, and an inline request, is at most as long.</summary>
    public const int LineBytesMax = 64 * 1024;

    /// <summary>A longer word is no word at all; one longer than this server's values is thrown away and refused.</summary>
    public const long BulkBytesMax = 512L * 1024 * 1024;

    /// <summary>Before it has given its password a client may send so many words, and so long ones.</summary>
    public const int UnauthenticatedWordsMax = 10;

    public const int UnauthenticatedBulkBytesMax = 16 * 1024;
}
