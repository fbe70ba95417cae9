using System;
using System.Globalization;
using System.IO;

namespace Pelikan.Storage.Memory;

/// <summary>What limits the addresses this process may map, to be told when the limit is met.</summary>
internal static class AddressSpace
{
    private const string Name = "Max address space";

    /// <summary>Why a region of this size may have been refused.</summary>
    public static string Refusal(long bytes) => Limit() is string limit
        ? $"cannot map {bytes} bytes: the process may use {limit} bytes of addresses in all (ulimit -v); raise the limit, or take a smaller heap"
        : $"cannot map {bytes} bytes; take a smaller heap, or see whether vm.overcommit_memory or the memory limit of the container forbids it";

    /// <summary>RLIMIT_AS in bytes; null if there is none, or none is known.</summary>
    private static string? Limit()
    {
        try
        {
            foreach (string line in File.ReadLines("/proc/self/limits"))
            {
                if (line.StartsWith(Name, StringComparison.Ordinal))
                {
                    string soft = line[Name.Length..].TrimStart().Split(' ')[0];
                    return long.TryParse(soft, CultureInfo.InvariantCulture, out _) ? soft : null;
                }
            }

            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
