using System;
using Pelikan.Storage.Restart;
using Xunit;

namespace Pelikan.Storage.Tests.Restart;

/// <summary>How much time a store believes to have passed while no node ran.</summary>
public sealed class MachineTimeTests
{
    private static readonly Guid Boot = new("11111111-2222-3333-4444-555555555555");
    private static readonly Guid OtherBoot = new("66666666-2222-3333-4444-555555555555");

    public static TheoryData<Guid, long, long, Guid, long, long, long> Cases => new()
    {
        // boot, ms, wall clock at the seal; the same at the start; elapsed
        { Boot, 1_000, 50_000, Boot, 4_000, 53_000, 3_000 },

        // The wall clock was set meanwhile: nobody minds.
        { Boot, 1_000, 50_000, Boot, 4_000, 10, 3_000 },
        { Boot, 1_000, 50_000, Boot, 4_000, 90_000_000, 3_000 },

        // Another boot: the wall clock is all there is.
        { Boot, 9_000, 50_000, OtherBoot, 100, 53_000, 3_000 },
        { Boot, 100, 50_000, OtherBoot, 9_000, 53_000, 3_000 },

        // No boot known.
        { Guid.Empty, 0, 50_000, Guid.Empty, 0, 50_007, 7 },

        // A container that shows a time since boot of its own.
        { Boot, 9_000, 50_000, Boot, 100, 50_250, 250 },

        // Never back.
        { Boot, 1_000, 50_000, OtherBoot, 4_000, 49_000, 0 },
        { Boot, 9_000, 50_000, Boot, 100, 10, 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Since_ByTable(Guid boot, long bootTime, long unixTime, Guid laterBoot, long laterBootTime, long laterUnixTime, long elapsed)
    {
        MachineTime seal = new(boot, bootTime, unixTime);
        MachineTime start = new(laterBoot, laterBootTime, laterUnixTime);
        Assert.Equal(elapsed, start.Since(seal));
        Assert.Equal(new Instant(777 + elapsed), new SealStamp(new Instant(777), seal).Continued(start));
    }
}
