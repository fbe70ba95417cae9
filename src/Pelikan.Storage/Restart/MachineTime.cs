using System;

namespace Pelikan.Storage.Restart;

/// <summary>What the machine's clocks say at one moment. A value: storage reads no clock.</summary>
/// <param name="BootId">The boot of the machine that <paramref name="BootMilliseconds"/> counts from; empty if that is not known.</param>
/// <param name="BootMilliseconds">Time since the boot, sleep included. No operator can set it.</param>
/// <param name="UnixMilliseconds">The wall clock, which may be set, forward and back.</param>
public readonly record struct MachineTime(Guid BootId, long BootMilliseconds, long UnixMilliseconds)
{
    /// <summary>
    /// Milliseconds from an earlier reading to this one: by the clock that nobody sets where both belong to one boot, else by the
    /// wall clock. Never negative.
    /// </summary>
    public long Since(MachineTime earlier)
    {
        long sinceBoot = BootMilliseconds - earlier.BootMilliseconds;
        return BootId != Guid.Empty && BootId == earlier.BootId && sinceBoot >= 0
            ? sinceBoot
            : Math.Max(0, UnixMilliseconds - earlier.UnixMilliseconds);
    }
}
