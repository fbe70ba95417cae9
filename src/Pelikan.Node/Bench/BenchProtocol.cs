namespace Pelikan.Node.Bench;

/// <summary>What the server speaks.</summary>
internal enum BenchProtocol
{
    /// <summary>memcached's classic text protocol.</summary>
    Memcache,

    /// <summary>memcached's meta commands, in the text protocol.</summary>
    Meta,

    /// <summary>memcached's binary protocol.</summary>
    Binary,

    /// <summary>The ping protocol of <c>pingserver</c>; redis answers it too.</summary>
    Ping,

    /// <summary>The redis serialisation protocol, version 2.</summary>
    Resp,
}
