using System;

namespace Pelikan.Node.Protocol;

/// <summary>The protocols that a data port serves.</summary>
[Flags]
public enum ProtocolSet : byte
{
    None = 0,

    /// <summary>memcached's: text, meta and binary, told apart by the first byte of a session.</summary>
    Memcache = 1,

    /// <summary>Redis'. Beside memcached's a session that begins with <c>*</c> has it; alone, every session.</summary>
    Resp = 2,

    All = Memcache | Resp,
}
