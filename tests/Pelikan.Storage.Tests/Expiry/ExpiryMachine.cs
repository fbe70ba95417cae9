using System;
using Pelikan.Storage.Restart;

namespace Pelikan.Storage.Tests.Expiry;

/// <summary>
/// The clocks of the machine that the store runs on. While it is down either the wall clock is set, or the machine is booted and its boot
/// clock begins anew; never both, as nobody would know the time then.
/// </summary>
internal sealed class ExpiryMachine
{
    private readonly Random _random;
    private Guid _boot;
    private long _bootedAt;
    private long _wallAhead;

    /// <param name="random">The only source of chance.</param>
    public ExpiryMachine(Random random)
    {
        _random = random;
        Boot(from: new Instant(0), to: new Instant(0));
        SetWallClock();
    }

    public MachineTime At(Instant now) => new(_boot, now.Milliseconds - _bootedAt, now.Milliseconds + _wallAhead);

    /// <summary>Let happen to the clocks what may happen to them from one moment to another.</summary>
    public void GoDown(Instant from, Instant to)
    {
        if (_random.Next(2) == 0)
        {
            Boot(from, to);
        }
        else
        {
            SetWallClock();
        }
    }

    private void Boot(Instant from, Instant to)
    {
        byte[] id = new byte[16];
        _random.NextBytes(id);
        _boot = new Guid(id);
        _bootedAt = _random.NextInt64(from.Milliseconds, to.Milliseconds + 1);
    }

    private void SetWallClock() => _wallAhead = _random.NextInt64(1L << 42);
}
