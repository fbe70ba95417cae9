namespace Pelikan.Node.Config;

/// <summary>A server that is combined from the parts of this framework.</summary>
public enum Product
{
    /// <summary>The memcached-compatible cache on Segcache storage.</summary>
    Segcache,

    /// <summary>The Redis-compatible cache on Segcache storage.</summary>
    Rds,

    /// <summary>Answers PING: the data plane without storage, to measure with and to learn from.</summary>
    Pingserver,
}
