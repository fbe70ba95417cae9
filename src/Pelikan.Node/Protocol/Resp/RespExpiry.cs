using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>How the number behind EX, PX, EXAT or PXAT counts.</summary>
internal enum ExpiryUnit : byte
{
    None,
    Seconds,
    Milliseconds,
    UnixSeconds,
    UnixMilliseconds,
}

/// <summary>From a client's expiry to a point on the node's clock, and back.</summary>
internal static class RespExpiry
{
    private const long MillisecondsPerSecond = 1000;

    /// <summary>The expiry of a new value: it lies ahead, or at least its number is positive. False where Redis calls it invalid.</summary>
    public static bool TryOfNew(long number, ExpiryUnit unit, Instant now, long unixZero, out Instant expiry)
    {
        expiry = default;
        return number > 0 && TryOf(number, unit, now, unixZero, out expiry);
    }

    /// <summary>Any expiry; one that has passed is not later than <paramref name="now"/>. False where it does not fit in 64 bits as a Unix time.</summary>
    public static bool TryOf(long number, ExpiryUnit unit, Instant now, long unixZero, out Instant expiry)
    {
        expiry = default;
        if (unit is ExpiryUnit.Seconds or ExpiryUnit.UnixSeconds)
        {
            if (number is > long.MaxValue / MillisecondsPerSecond or < long.MinValue / MillisecondsPerSecond)
            {
                return false;
            }

            number *= MillisecondsPerSecond;
        }

        if (unit is ExpiryUnit.Seconds or ExpiryUnit.Milliseconds)
        {
            if (number > long.MaxValue - (unixZero + now.Milliseconds))
            {
                return false;
            }

            expiry = number <= 0 ? now : now.PlusMilliseconds(number).OrNever();
            return true;
        }

        expiry = number <= unixZero ? now : new Instant(number - unixZero).OrNever();
        return true;
    }

    /// <summary>Milliseconds that are left, of an item that is alive and expires.</summary>
    public static long Left(Instant expiry, Instant now) => expiry.Milliseconds - now.Milliseconds;

    /// <summary>Seconds as Redis rounds them.</summary>
    public static long ToSeconds(long milliseconds) => (milliseconds + (MillisecondsPerSecond / 2)) / MillisecondsPerSecond;
}
