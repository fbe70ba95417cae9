using System;
using System.IO;
using Pelikan.Node.Net.Interop;
using Pelikan.Storage.Restart;

namespace Pelikan.Node;

/// <summary>The machine's clocks, which go on while no node runs.</summary>
internal static class MachineClock
{
    private const string BootIdPath = "/proc/sys/kernel/random/boot_id";

    /// <param name="time">The wall clock.</param>
    public static MachineTime Read(TimeProvider time)
    {
        long? sinceBoot = OperatingSystem.IsLinux() ? ClockCalls.MillisecondsSinceBoot() : null;
        return new MachineTime(sinceBoot is null ? Guid.Empty : BootId(), sinceBoot ?? 0, time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <summary>Empty where the system does not tell: then nobody takes two boots for one.</summary>
    private static Guid BootId()
    {
        try
        {
            return Guid.TryParse(File.ReadAllText(BootIdPath), out Guid id) ? id : Guid.Empty;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Guid.Empty;
        }
    }
}
