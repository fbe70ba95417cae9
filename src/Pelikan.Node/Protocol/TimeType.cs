namespace Pelikan.Node.Protocol;

/// <summary>How a client's expiry number is read; the configuration's <c>time.time_type</c>. In every reading 0 is never and a negative number is at once.</summary>
public enum TimeType : byte
{
    /// <summary>Up to 30 days it counts seconds from now, above that it is a Unix time: memcached's rule.</summary>
    Memcache,

    /// <summary>It always counts seconds from now.</summary>
    Delta,

    /// <summary>It is always a Unix time in seconds.</summary>
    Unix,
}
