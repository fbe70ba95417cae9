namespace Pelikan.Node.Bench;

/// <summary>What a request asks, in memcached's words. The redis and ping clients send what comes closest.</summary>
internal enum BenchVerb : byte
{
    /// <summary>Read; several keys at once with <c>--multiget</c>.</summary>
    Get,

    /// <summary>Read with the item's CAS id; in redis the same as <see cref="Get"/>.</summary>
    Gets,

    /// <summary>Read and give a new time to live.</summary>
    Gat,

    Set,

    /// <summary>Store if the key is absent.</summary>
    Add,

    /// <summary>Store if the key is present.</summary>
    Replace,

    Delete,

    /// <summary>Add one to a counter; counters have keys of their own.</summary>
    Incr,

    /// <summary>Take one from a counter.</summary>
    Decr,

    /// <summary>Give a new time to live.</summary>
    Touch,

    /// <summary>The ping protocol's only request.</summary>
    Ping,
}
