using System;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>Every fixed reply of the text protocol. The words are memcached's own (doc/protocol.txt and its source, 1.6.45), but for those marked.</summary>
internal static class TextReplies
{
    public static ReadOnlySpan<byte> Stored => "STORED\r\n"u8;

    public static ReadOnlySpan<byte> NotStored => "NOT_STORED\r\n"u8;

    public static ReadOnlySpan<byte> Exists => "EXISTS\r\n"u8;

    public static ReadOnlySpan<byte> NotFound => "NOT_FOUND\r\n"u8;

    public static ReadOnlySpan<byte> Deleted => "DELETED\r\n"u8;

    public static ReadOnlySpan<byte> Touched => "TOUCHED\r\n"u8;

    public static ReadOnlySpan<byte> Ok => "OK\r\n"u8;

    public static ReadOnlySpan<byte> End => "END\r\n"u8;

    public static ReadOnlySpan<byte> Reset => "RESET\r\n"u8;

    public static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    public static ReadOnlySpan<byte> Value => "VALUE "u8;

    /// <summary>
    /// The first word is the memcached whose text protocol this is, because clients decide on it what they may send:
    /// libmemcached refuses a major version of 0, and auto-discovery begins at 1.4.14. Our own version follows it.
    /// </summary>
    public static ReadOnlySpan<byte> Version => "VERSION 1.6.45 pelikan-"u8;

    public static ReadOnlySpan<byte> SizesDisabled => "STAT sizes_status disabled\r\n"u8;

    /// <summary>The command is not known.</summary>
    public static ReadOnlySpan<byte> Error => "ERROR\r\n"u8;

    public static ReadOnlySpan<byte> BadLine => "CLIENT_ERROR bad command line format\r\n"u8;

    public static ReadOnlySpan<byte> BadDataChunk => "CLIENT_ERROR bad data chunk\r\n"u8;

    public static ReadOnlySpan<byte> BadExptime => "CLIENT_ERROR invalid exptime argument\r\n"u8;

    public static ReadOnlySpan<byte> BadDelta => "CLIENT_ERROR invalid numeric delta argument\r\n"u8;

    public static ReadOnlySpan<byte> NotNumeric => "CLIENT_ERROR cannot increment or decrement non-numeric value\r\n"u8;

    public static ReadOnlySpan<byte> DeleteUsage => "CLIENT_ERROR bad command line format.  Usage: delete <key> [noreply]\r\n"u8;

    /// <summary>Not memcached's: it closes without a word.</summary>
    public static ReadOnlySpan<byte> LineTooLong => "CLIENT_ERROR line too long\r\n"u8;

    /// <summary>Not memcached's: it knows no such limit.</summary>
    public static ReadOnlySpan<byte> TooManyKeys => "CLIENT_ERROR too many keys in one request\r\n"u8;

    public static ReadOnlySpan<byte> TooLarge => "SERVER_ERROR object too large for cache\r\n"u8;

    public static ReadOnlySpan<byte> NoSpaceToStore => "SERVER_ERROR out of memory storing object\r\n"u8;

    public static ReadOnlySpan<byte> NoSpace => "SERVER_ERROR out of memory\r\n"u8;

    public static ReadOnlySpan<byte> Unauthenticated => "CLIENT_ERROR unauthenticated\r\n"u8;

    public static ReadOnlySpan<byte> AuthTokenTooLong => "CLIENT_ERROR auth token too long\r\n"u8;

    public static ReadOnlySpan<byte> BadAuthTermination => "CLIENT_ERROR bad command line termination\r\n"u8;

    public static ReadOnlySpan<byte> BadAuthFormat => "CLIENT_ERROR bad authentication token format\r\n"u8;

    public static ReadOnlySpan<byte> AuthFailure => "CLIENT_ERROR authentication failure\r\n"u8;

    public static ReadOnlySpan<byte> FlushNotAllowed => "CLIENT_ERROR flush_all not allowed\r\n"u8;

    public static ReadOnlySpan<byte> ShutdownNotEnabled => "SERVER_ERROR: shutdown not enabled\r\n"u8;

    public static ReadOnlySpan<byte> WatchNotAllowed => "CLIENT_ERROR watch commands not allowed\r\n"u8;

    public static ReadOnlySpan<byte> MetadumpNotAllowed => "ERROR metadump not allowed\r\n"u8;

    public static ReadOnlySpan<byte> KeyDumpNotAllowed => "ERROR key dump not allowed\r\n"u8;

    public static ReadOnlySpan<byte> CrawlerDisabled => "CLIENT_ERROR lru crawler disabled\r\n"u8;

    public static ReadOnlySpan<byte> SlabReassignDisabled => "CLIENT_ERROR slab reassignment disabled\r\n"u8;

    public static ReadOnlySpan<byte> StatsDetailNotAllowed => "CLIENT_ERROR stats detail not allowed\r\n"u8;

    public static ReadOnlySpan<byte> StatsCachedumpNotAllowed => "CLIENT_ERROR stats cachedump not allowed\r\n"u8;

    public static ReadOnlySpan<byte> MemoryLimitTooSmall => "MEMLIMIT_TOO_SMALL cannot set maxbytes to less than 8m\r\n"u8;

    public static ReadOnlySpan<byte> MemoryLimitInBytes => "MEMLIMIT_ADJUST_FAILED input value is megabytes not bytes\r\n"u8;

    public static ReadOnlySpan<byte> MemoryLimitFixed => "MEMLIMIT_ADJUST_FAILED out of bounds or unable to adjust\r\n"u8;
}
