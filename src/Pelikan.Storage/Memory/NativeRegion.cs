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
    /// <param name="hugePages">Whether to ask the kernel for huge pages: for memory that is used densely.</param>
    /// <param name="guarded">Whether an access behind the region is to crash at once: for tests.</param>
    /// <exception cref="InsufficientMemoryException">The system does not give that much.</exception>
    // SAFETY: Base points to Length bytes that this object owns until Dispose.
    public NativeRegion(long bytes, bool hugePages = false, bool guarded = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        Length = bytes;
        if (!OperatingSystem.IsLinux())
        {
            _allocation = NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
            NativeMemory.Clear(_allocation, (nuint)bytes);
            Base = (byte*)_allocation;
            return;
        }

        nuint guardBytes = guarded ? (nuint)Environment.SystemPageSize : 0;
        _mappedBytes = (nuint)bytes + Alignment + guardBytes + (nuint)Environment.SystemPageSize;
        _mapping = MemoryInterop.Map(
            0,
            _mappedBytes,
            MemoryInterop.PROT_READ | MemoryInterop.PROT_WRITE,
            MemoryInterop.MAP_PRIVATE | MemoryInterop.MAP_ANONYMOUS | MemoryInterop.MAP_NORESERVE,
            -1,
            0);
        if (_mapping == -1)
        {
            throw new InsufficientMemoryException($"cannot map {bytes} bytes (errno {Marshal.GetLastPInvokeError()}); a smaller heap fits");
        }

        Base = (byte*)((_mapping + Alignment - 1) & -Alignment);
        if (hugePages)
        {
            // Refused where huge pages are off; small pages serve as well.
            _ = MemoryInterop.Advise((nint)Base, (nuint)bytes, MemoryInterop.MADV_HUGEPAGE);
        }

        if (guarded)
        {
            nint end = ((nint)Base + (nint)bytes + Environment.SystemPageSize - 1) & -Environment.SystemPageSize;
            if (MemoryInterop.Protect(end, guardBytes, MemoryInterop.PROT_NONE) != 0)
            {
                throw new InvalidOperationException($"cannot protect the guard page (errno {Marshal.GetLastPInvokeError()})");
            }
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
}
