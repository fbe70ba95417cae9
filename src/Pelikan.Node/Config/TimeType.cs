namespace Pelikan.Node.Config;

/// <summary>How the number of seconds in a request becomes an expiry.</summary>
public enum TimeType
{
    /// <summary>Seconds since 1970.</summary>
    Unix,

    /// <summary>Seconds from now.</summary>
    Delta,

    /// <summary>Seconds from now up to 30 days, since 1970 beyond.</summary>
    Memcache,
}
