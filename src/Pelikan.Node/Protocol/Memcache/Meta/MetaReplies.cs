using System;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>The fixed words of the meta commands; memcached's own (its source, 1.6.45). A code is followed by flags and the line end.</summary>
internal static class MetaReplies
{
    public static ReadOnlySpan<byte> Done => "HD"u8;

    public static ReadOnlySpan<byte> ValueFollows => "VA "u8;

    public static ReadOnlySpan<byte> Miss => "EN"u8;

    public static ReadOnlySpan<byte> NotFound => "NF"u8;

    public static ReadOnlySpan<byte> NotStored => "NS"u8;

    public static ReadOnlySpan<byte> Exists => "EX"u8;

    public static ReadOnlySpan<byte> Debug => "ME "u8;

    public static ReadOnlySpan<byte> Noop => "MN\r\n"u8;

    public static ReadOnlySpan<byte> InvalidFlag => "CLIENT_ERROR invalid flag\r\n"u8;

    public static ReadOnlySpan<byte> DuplicateFlag => "CLIENT_ERROR duplicate flag\r\n"u8;

    /// <summary>What ma says of every line it cannot read.</summary>
    public static ReadOnlySpan<byte> InvalidOrDuplicateFlag => "CLIENT_ERROR invalid or duplicate flag\r\n"u8;

    public static ReadOnlySpan<byte> TooManyFlags => "CLIENT_ERROR options flags are too long\r\n"u8;

    public static ReadOnlySpan<byte> BadToken => "CLIENT_ERROR bad token in command line format\r\n"u8;

    public static ReadOnlySpan<byte> BadInitial => "CLIENT_ERROR invalid numeric initial value\r\n"u8;

    public static ReadOnlySpan<byte> BadDelta => "CLIENT_ERROR invalid numeric delta value\r\n"u8;

    public static ReadOnlySpan<byte> BadKey => "CLIENT_ERROR error decoding key\r\n"u8;

    public static ReadOnlySpan<byte> OpaqueTooLong => "CLIENT_ERROR opaque token too long\r\n"u8;

    public static ReadOnlySpan<byte> BadSetMode => "CLIENT_ERROR invalid mode for ms M token\r\n"u8;

    public static ReadOnlySpan<byte> BadArithmeticMode => "CLIENT_ERROR invalid mode for ma M token\r\n"u8;

    public static ReadOnlySpan<byte> NoSpaceForNewNumber => "SERVER_ERROR Out of memory allocating new item\r\n"u8;
}
