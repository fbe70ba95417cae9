using System;
using System.Runtime.InteropServices;

namespace Pelikan.Storage.Memory;

/// <summary>
/// The only allocator of storage: one block of zeroed memory outside the managed heap, aligned to 2 MiB. On Linux it is
/// mapped, so a page costs memory only once it is touched; elsewhere it is allocated at once.
/// </summary>
internal sealed unsafe class NativeRegion : IDisposable
{
    /// <summary>The size of a huge page on x86-64 and of the regions' alignment.</summary>
    public const int Alignment = 2 * 1024 * 1024;

    private readonly nint _mapping;
    private readonly nuint _mappedBytes;
    private void* _allocation;
    private bool _disposed;

    /// <param name="bytes">Size of the region.</param>
    /// <param name="pages">Which pages it lies in.</param>
    /// <param name="guarded">Whether an access behind the region is to crash at once: for tests; not with explicit huge pages.</param>
    /// <exception cref="InsufficientMemoryException">The system does not give that much.</exception>
    // SAFETY: Base points to Length bytes that this object owns until Dispose.
    public NativeRegion(long bytes, HugePages pages = HugePages.Off, bool guarded = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        Length = bytes;
        if (!OperatingSystem.IsLinux())
        {
            RequireNoExplicit(pages);
            _allocation = NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
            NativeMemory.Clear(_allocation, (nuint)bytes);
            Base = (byte*)_allocation;
            return;
        }

        if (pages == HugePages.Explicit)
        {
            // The kernel aligns them, counts in whole ones, and promises them now: a page missing later would be a crash.
            _mappedBytes = (nuint)((bytes + Alignment - 1) & -Alignment);
            _mapping = Map(_mappedBytes, MemoryInterop.MAP_HUGETLB | MemoryInterop.MAP_HUGE_2MB, () => HugePagePool.Missing(bytes));
            Base = (byte*)_mapping;
            return;
        }

        nuint guardBytes = guarded ? (nuint)Environment.SystemPageSize : 0;
        _mappedBytes = (nuint)bytes + Alignment + guardBytes + (nuint)Environment.SystemPageSize;
        _mapping = Map(_mappedBytes, MemoryInterop.MAP_NORESERVE, () => AddressSpace.Refusal(bytes));
        Base = (byte*)((_mapping + Alignment - 1) & -Alignment);

        // Refused where the kernel knows no transparent huge pages; small pages serve as well.
        _ = MemoryInterop.Advise(
            (nint)Base, (nuint)bytes, pages == HugePages.Transparent ? MemoryInterop.MADV_HUGEPAGE : MemoryInterop.MADV_NOHUGEPAGE);
        if (guarded)
        {
            Guard(guardBytes);
        }
    }

    /// <summary>Take over a mapping that somebody else made; from now on this object owns it.</summary>
    // SAFETY: the caller's mapping holds `length` bytes from `start` on, and nobody else gives it back.
    internal NativeRegion(nint mapping, nuint mappedBytes, byte* start, long length)
    {
        _mapping = mapping;
        _mappedBytes = mappedBytes;
        Base = start;
        Length = length;
    }

    // SAFETY: valid for Length bytes until Dispose.
    public byte* Base { get; }

    public long Length { get; }

    /// <summary>A part of the region, to be copied.</summary>
    // SAFETY: the check keeps the span inside the region.
    public Span<byte> Slice(long offset, int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Length - offset);
        return new Span<byte>(Base + offset, bytes);
    }

    /// <summary>
    /// Have memory behind every page now, rather than when it is first written to. Threads take turns at parts of the region, so that
    /// on a machine with several memory nodes the pages spread over those whose cores do it. Only before anybody uses the region.
    /// </summary>
    /// <exception cref="InsufficientMemoryException">The system has not that much memory.</exception>
    public void Prefault(int threads) => new Prefault(this).Run(threads);

    // SAFETY: frees what the constructor took, once; the owner stops every user first.
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_allocation is not null)
        {
            NativeMemory.AlignedFree(_allocation);
            _allocation = null;
            return;
        }

        _ = MemoryInterop.Unmap(_mapping, _mappedBytes);
    }

    private static nint Map(nuint bytes, int flags, Func<string> refusal)
    {
        nint mapping = MemoryInterop.Map(
            0,
            bytes,
            MemoryInterop.PROT_READ | MemoryInterop.PROT_WRITE,
            MemoryInterop.MAP_PRIVATE | MemoryInterop.MAP_ANONYMOUS | flags,
            -1,
            0);
        if (mapping == -1)
        {
            int error = Marshal.GetLastPInvokeError();
            throw new InsufficientMemoryException(
                $"{refusal()} ({Marshal.GetPInvokeErrorMessage(error)})");
        }

        return mapping;
    }

    private static void RequireNoExplicit(HugePages pages)
    {
        if (pages == HugePages.Explicit)
        {
            throw new InsufficientMemoryException("this system has no explicit huge pages; have transparent ones");
        }
    }

    // SAFETY: the page lies behind Length bytes and inside the mapping, which has room for it.
    private void Guard(nuint guardBytes)
    {
        nint end = ((nint)Base + (nint)Length + Environment.SystemPageSize - 1) & -Environment.SystemPageSize;
        if (MemoryInterop.Protect(end, guardBytes, MemoryInterop.PROT_NONE) != 0)
        {
            throw new InvalidOperationException($"cannot protect the guard page (errno {Marshal.GetLastPInvokeError()})");
        }
    }
}
