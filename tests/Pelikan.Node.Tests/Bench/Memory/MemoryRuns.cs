using Pelikan.Node.Bench.Memory;

namespace Pelikan.Node.Tests.Bench.Memory;

/// <summary>Runs that were never made.</summary>
internal static class MemoryRuns
{
    /// <summary>A run of 100 reads.</summary>
    public static MemoryRun Of(string server, long residentBytes, int misses) => new()
    {
        Plan = ReplayPlanner.For("52", 10, 1000, seed: 1, scale: 1, ttls: 2),
        Server = server,
        SettingBytes = residentBytes,
        Command = "none",
        Requests = 100,
        Reads = 100,
        Hits = 100 - misses,
        Skipped = 0,
        WrongValues = 0,
        Errors = 0,
        FirstFault = "",
        ResidentBytes = residentBytes,
        ProportionalBytes = residentBytes,
        ResidentBytesMax = residentBytes,
        CpuSeconds = 1,
        LagSecondsMax = 0,
        Seconds = 10,
        Stats = [],
    };
}
