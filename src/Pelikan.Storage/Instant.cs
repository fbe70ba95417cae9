using System;
using Pelikan.Storage.Items;

namespace Pelikan.Storage;

/// <summary>
/// A point on the node's own monotonic clock, in milliseconds since the store was made.
/// Storage owns no clock: whoever enters the store says what time it is.
/// </summary>
public readonly record struct Instant(long Milliseconds) : IComparable<Instant>
{
    /// <summary>The expiry of an item that lives until it is evicted.</summary>
    public static readonly Instant Never = new(long.MaxValue);

    /// <summary>This instant later by a number of milliseconds; stops at <see cref="Never"/> instead of wrapping.</summary>
    public Instant PlusMilliseconds(long milliseconds)
    {
        long sum = unchecked(Milliseconds + milliseconds);
        bool overflowed = milliseconds > 0 && sum < Milliseconds;
        return overflowed ? Never : new Instant(sum);
    }

    /// <summary>This instant later by a number of seconds; stops at <see cref="Never"/>.</summary>
    public Instant PlusSeconds(long seconds) =>
        seconds > long.MaxValue / 1000 ? Never : PlusMilliseconds(seconds * 1000);

    /// <summary>As the expiry of an item, which can keep 40 bits, 34 years after the store was made: what is later is <see cref="Never"/>.</summary>
    public Instant OrNever() => Milliseconds > ItemHeader.ExpiryMax ? Never : this;

    public int CompareTo(Instant other) => Milliseconds.CompareTo(other.Milliseconds);

    public static bool operator <(Instant left, Instant right) => left.Milliseconds < right.Milliseconds;

    public static bool operator >(Instant left, Instant right) => left.Milliseconds > right.Milliseconds;

    public static bool operator <=(Instant left, Instant right) => left.Milliseconds <= right.Milliseconds;

    public static bool operator >=(Instant left, Instant right) => left.Milliseconds >= right.Milliseconds;
}
