using System;
using System.Runtime.InteropServices;

namespace Pelikan.Node.Admin;

/// <summary>What the kernel has counted for this process: getrusage(2), whose counters only grow, whatever threads come and go.</summary>
internal static partial class ResourceUsage
{
    // struct rusage on 64-bit Linux and macOS: two timevals of two words, then fourteen words.
    //   0 utime s   1 utime us   2 stime s   3 stime us   4 maxrss   5 ixrss   6 idrss   7 isrss   8 minflt
    //   9 majflt   10 nswap     11 inblock  12 oublock   13 msgsnd  14 msgrcv 15 nsignals  16 nvcsw  17 nivcsw
    private const int Words = 18;
    private const int UserSeconds = 0;
    private const int SystemSeconds = 2;
    private const int MaxResident = 4;
    private const int MinorFaults = 8;
    private const int MajorFaults = 9;
    private const int BlocksIn = 11;
    private const int BlocksOut = 12;
    private const int VoluntarySwitches = 16;
    private const int InvoluntarySwitches = 17;

    private const int RUSAGE_SELF = 0;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerMicrosecond = 1_000;

    // Linux says kibibytes, macOS bytes.
    private static readonly long MaxResidentUnit = OperatingSystem.IsMacOS() ? 1 : 1024;

    /// <summary>Times in nanoseconds, memory in bytes. All zero where the system has no such call.</summary>
    internal static Reading Read()
    {
        long[] words = new long[Words];
        if (OperatingSystem.IsWindows() || getrusage(RUSAGE_SELF, words) != 0)
        {
            TimeSpan user = Environment.CpuUsage.UserTime;
            TimeSpan system = Environment.CpuUsage.PrivilegedTime;
            return new Reading { UserNanoseconds = (long)user.TotalNanoseconds, SystemNanoseconds = (long)system.TotalNanoseconds };
        }

        return new Reading
        {
            UserNanoseconds = Time(words, UserSeconds),
            SystemNanoseconds = Time(words, SystemSeconds),
            MaxResidentBytes = words[MaxResident] * MaxResidentUnit,
            MinorFaults = words[MinorFaults],
            MajorFaults = words[MajorFaults],
            BlocksIn = words[BlocksIn],
            BlocksOut = words[BlocksOut],
            VoluntarySwitches = words[VoluntarySwitches],
            InvoluntarySwitches = words[InvoluntarySwitches],
        };
    }

    private static long Time(long[] words, int at) =>
        (words[at] * NanosecondsPerSecond) + ((words[at + 1] & uint.MaxValue) * NanosecondsPerMicrosecond);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int getrusage(int who, [Out] long[] usage);

    internal readonly record struct Reading
    {
        internal long UserNanoseconds { get; init; }

        internal long SystemNanoseconds { get; init; }

        internal long MaxResidentBytes { get; init; }

        internal long MinorFaults { get; init; }

        internal long MajorFaults { get; init; }

        internal long BlocksIn { get; init; }

        internal long BlocksOut { get; init; }

        internal long VoluntarySwitches { get; init; }

        internal long InvoluntarySwitches { get; init; }
    }
}
