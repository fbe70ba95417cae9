using System;
using System.Globalization;
using System.IO;

namespace Pelikan.Storage.Memory;

/// <summary>
/// The huge pages of 2 MiB that the operator has set aside, as the kernel tells them; see "HugeTLB Pages" in its documentation.
/// </summary>
internal static class HugePagePool
{
    /// <summary>The size of one, in bytes.</summary>
    public const long PageBytes = 2 * 1024 * 1024;

    private const string Folder = "/sys/kernel/mm/hugepages/hugepages-2048kB/";

    /// <summary>Set aside, used or not.</summary>
    public static long Total => Read("nr_hugepages");

    /// <summary>Neither in use nor promised to a process.</summary>
    public static long Available => Math.Max(0, Read("free_hugepages") - Read("resv_hugepages"));

    /// <summary>What to tell an operator who has set aside too few.</summary>
    public static string Missing(long bytes)
    {
        long needed = (bytes + PageBytes - 1) / PageBytes;
        return $"a heap of {bytes} bytes needs {needed} huge pages of 2 MiB; the system has reserved {Total}, of which {Available} are unused. " +
            $"Reserve more (sysctl vm.nr_hugepages={Total - Available + needed}), take a smaller heap, or have transparent huge pages";
    }

    private static long Read(string name)
    {
        try
        {
            return long.Parse(File.ReadAllText(Folder + name), CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            // A kernel without huge pages has no such file.
            return 0;
        }
    }
}
