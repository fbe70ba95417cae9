using System;
using System.Globalization;
using System.IO;

namespace Pelikan.Node.Bench;

/// <summary>What a process has used so far, as the kernel counts it.</summary>
/// <param name="CpuSeconds">User and system time of all its threads, to a hundredth of a second: proc(5), <c>stat</c>, utime and stime.</param>
/// <param name="ResidentBytes">Memory resident now: proc(5), <c>smaps_rollup</c>, Rss.</param>
internal readonly record struct ServerUsage(double CpuSeconds, long ResidentBytes)
{
    private const int BytesPerKibibyte = 1024;

    /// <summary>USER_HZ, the unit of times in <c>/proc</c>; 100 on every architecture .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    // Counted from the field after the process name, which may itself hold spaces: state is 0, utime 11, stime 12.
    private const int UserTimeField = 11;
    private const int SystemTimeField = 12;

    /// <exception cref="IOException">There is no such process.</exception>
    public static ServerUsage Of(int pid) =>
        new(ParseCpuSeconds(File.ReadAllText($"/proc/{pid}/stat")), ParseResidentBytes(File.ReadAllText($"/proc/{pid}/smaps_rollup")));

    internal static double ParseCpuSeconds(string stat)
    {
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        long ticks = long.Parse(fields[UserTimeField], CultureInfo.InvariantCulture) + long.Parse(fields[SystemTimeField], CultureInfo.InvariantCulture);
        return ticks / TicksPerSecond;
    }

    internal static long ParseResidentBytes(string smapsRollup)
    {
        foreach (string line in smapsRollup.Split('\n'))
        {
            if (line.StartsWith("Rss:", StringComparison.Ordinal))
            {
                string number = line["Rss:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
                return long.Parse(number, CultureInfo.InvariantCulture) * BytesPerKibibyte;
            }
        }

        throw new InvalidDataException("smaps_rollup has no Rss line");
    }
}
