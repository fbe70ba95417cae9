namespace Pelikan.Node.Protocol;

/// <summary>What a session speaks, by the first byte it sent; it does not change.</summary>
public enum Dialect : byte
{
    /// <summary>It has not sent anything yet.</summary>
    Undecided,

    /// <summary>memcached's text protocol, classic and meta.</summary>
    Text,

    /// <summary>memcached's binary protocol.</summary>
    Binary,

    /// <summary>Redis' protocol, versions 2 and 3.</summary>
    Resp,
}
