using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Pelikan.Storage.Memory;

/// <summary>
/// Touches a region page by page, from several threads, so that no later write waits for the kernel to find memory. By
/// madvise(2) with MADV_POPULATE_WRITE (Linux 5.14); where that is unknown, by writing back a byte of each page. What the region holds stays.
/// </summary>
internal sealed unsafe class Prefault
{
    /// <summary>What a thread takes at a time: large enough for few calls, small enough to be spread evenly.</summary>
    private const long PartBytes = 32L * 1024 * 1024;

    private readonly NativeRegion _region;
    private long _next;
    private int _error;

    /// <param name="region">Nobody uses it yet.</param>
    public Prefault(NativeRegion region) => _region = region;

    /// <summary>Returns when every page is there.</summary>
    /// <exception cref="InsufficientMemoryException">The system has not that much memory.</exception>
    public void Run(int threads)
    {
        int count = (int)Math.Clamp((_region.Length + PartBytes - 1) / PartBytes, 1, threads);
        Thread[] helpers = new Thread[count - 1];
        for (int i = 0; i < helpers.Length; i++)
        {
            helpers[i] = new Thread(TouchParts) { IsBackground = true, Name = "pelikan_fault" };
            helpers[i].Start();
        }

        TouchParts();
        foreach (Thread helper in helpers)
        {
            helper.Join();
        }

        if (_error != 0)
        {
            throw new InsufficientMemoryException(
                $"cannot make {_region.Length} bytes resident ({Marshal.GetPInvokeErrorMessage(_error)}); take a smaller heap, or start without prefault");
        }
    }

    // SAFETY: the part lies inside the region.
    private void TouchParts()
    {
        long from;
        while (Volatile.Read(ref _error) == 0 && (from = Interlocked.Add(ref _next, PartBytes) - PartBytes) < _region.Length)
        {
            long bytes = Math.Min(PartBytes, _region.Length - from);
            if (OperatingSystem.IsLinux()
                && MemoryInterop.Advise((nint)(_region.Base + from), (nuint)bytes, MemoryInterop.MADV_POPULATE_WRITE) == 0)
            {
                continue;
            }

            int error = OperatingSystem.IsLinux() ? Marshal.GetLastPInvokeError() : MemoryInterop.EINVAL;
            if (error is MemoryInterop.ENOMEM or MemoryInterop.EFAULT or MemoryInterop.EHWPOISON)
            {
                Volatile.Write(ref _error, error);
                return;
            }

            Touch(from, bytes);
        }
    }

    // SAFETY: inside the region, which has no other user yet: what is written back is what is there.
    private void Touch(long from, long bytes)
    {
        for (long at = from; at < from + bytes; at += Environment.SystemPageSize)
        {
            Volatile.Write(ref _region.Base[at], Volatile.Read(ref _region.Base[at]));
        }
    }
}
