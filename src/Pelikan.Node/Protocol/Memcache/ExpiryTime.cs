using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache;

/// <summary>
/// From a client's expiry number to a point on the node's clock. 0 is never; a negative number, or a time that has
/// passed, is the present instant, at which an item is no longer alive.
/// </summary>
internal static class ExpiryTime
{
    /// <summary>30 days: the largest number that counts from now. Source: memcached, doc/protocol.txt.</summary>
    public const long RelativeSecondsMax = 60 * 60 * 24 * 30;

    private const long MillisecondsPerSecond = 1000;

    public static Instant Of(long exptime, TimeType type, Instant now, long unixMillisecondsAtInstantZero)
    {
        if (exptime == 0)
        {
            return Instant.Never;
        }

        return exptime < 0 ? now : Of(exptime, IsRelative(exptime, type), now, unixMillisecondsAtInstantZero);
    }

    /// <summary>So late that an item cannot keep it is never, here already: a reply tells what will be.</summary>
    private static Instant Of(long exptime, bool relative, Instant now, long unixMillisecondsAtInstantZero)
    {
        if (relative)
        {
            return now.PlusSeconds(exptime).OrNever();
        }

        if (exptime > long.MaxValue / MillisecondsPerSecond)
        {
            return Instant.Never;
        }

        Instant expiry = new((exptime * MillisecondsPerSecond) - unixMillisecondsAtInstantZero);
        return expiry < now ? now : expiry.OrNever();
    }

    private static bool IsRelative(long exptime, TimeType type) => type switch
    {
        TimeType.Delta => true,
        TimeType.Unix => false,
        _ => exptime <= RelativeSecondsMax,
    };
}
