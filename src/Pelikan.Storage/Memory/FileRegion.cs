using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Pelikan.Storage.Memory;

/// <summary>
/// Memory that is a part of a file: what is written to it is what the file holds, also after the process is gone. Linux only.
/// </summary>
internal static unsafe class FileRegion
{
    /// <summary>Blocks asked for at a time: a signal makes the kernel give up one request, and only that one is made again.</summary>
    private const long AllocationStep = 64L * 1024 * 1024;

    /// <summary>
    /// Map a part of a file, shared. The address is aligned as those of other regions, and an access behind the end crashes at once.
    /// </summary>
    /// <param name="file">Open for reading and writing, at least as long as the part.</param>
    /// <param name="offset">A multiple of the page size.</param>
    /// <param name="bytes">A multiple of the page size.</param>
    /// <param name="pages">Which pages to ask for; none can be reserved for a file.</param>
    /// <exception cref="IOException">The system does not map it.</exception>
    // SAFETY: the reservation is this call's own; the part of it that the file replaces lies inside, and the region owns all of it.
    public static NativeRegion Map(SafeFileHandle file, long offset, long bytes, HugePages pages)
    {
        nuint reserved = (nuint)bytes + NativeRegion.Alignment + (nuint)Environment.SystemPageSize;
        nint reservation = MemoryInterop.Map(
            0,
            reserved,
            MemoryInterop.PROT_NONE,
            MemoryInterop.MAP_PRIVATE | MemoryInterop.MAP_ANONYMOUS | MemoryInterop.MAP_NORESERVE,
            -1,
            0);
        if (reservation == -1)
        {
            throw new IOException($"cannot reserve {reserved} bytes of address space (errno {Marshal.GetLastPInvokeError()})");
        }

        nint aligned = (reservation + NativeRegion.Alignment - 1) & -NativeRegion.Alignment;
        NativeRegion region = new(reservation, reserved, (byte*)aligned, bytes);
        nint mapped = MemoryInterop.Map(
            aligned,
            (nuint)bytes,
            MemoryInterop.PROT_READ | MemoryInterop.PROT_WRITE,
            FileInterop.MAP_SHARED | FileInterop.MAP_FIXED,
            (int)file.DangerousGetHandle(),
            (nint)offset);
        if (mapped != aligned)
        {
            int error = Marshal.GetLastPInvokeError();
            region.Dispose();
            throw new IOException($"cannot map {bytes} bytes of the file (errno {error})");
        }

        // Refused where the file system has no huge pages; small ones serve as well.
        _ = MemoryInterop.Advise(
            aligned, (nuint)bytes, pages == HugePages.Off ? MemoryInterop.MADV_NOHUGEPAGE : MemoryInterop.MADV_HUGEPAGE);
        return region;
    }

    /// <summary>Wait until the file holds what the memory does, also for those who look after a power cut.</summary>
    /// <exception cref="IOException">The file system could not write it.</exception>
    // SAFETY: the range is the region's own; nothing is read or changed through the pointer here.
    public static void Sync(NativeRegion region)
    {
        if (FileInterop.Sync((nint)region.Base, (nuint)region.Length, FileInterop.MS_SYNC) != 0)
        {
            throw new IOException($"cannot write the heap to its file (errno {Marshal.GetLastPInvokeError()})");
        }
    }

    /// <summary>
    /// Make sure that every block of a part of a file is there, so that a full disk is an error now and not a crash at some later
    /// write to memory. What the file holds stays.
    /// </summary>
    /// <exception cref="IOException">The disk is full, or the file cannot be that long.</exception>
    public static void Allocate(SafeFileHandle file, long start, long end)
    {
        // On tmpfs the request alone takes tenths of a second a gigabyte, also where every block is there.
        if (RandomAccess.GetLength(file) >= end && HasAllBlocks(file))
        {
            return;
        }

        for (long at = start; at < end; at += AllocationStep)
        {
            int error;
            do
            {
                error = FileInterop.Allocate((int)file.DangerousGetHandle(), at, Math.Min(AllocationStep, end - at));
            }
            while (error == FileInterop.EINTR);

            if (error != 0)
            {
                throw new IOException(error is FileInterop.ENOSPC or FileInterop.EDQUOT
                    ? $"no space for {end} bytes; free some, use a smaller heap, or choose another file system"
                    : $"cannot allocate {end} bytes (errno {error})");
            }
        }
    }

    /// <summary>Whether a file has no holes. False also where the file system counts blocks in another way, as a compressing one does.</summary>
    private static bool HasAllBlocks(SafeFileHandle file)
    {
        const int BlockBytes = 512;
        Span<byte> status = stackalloc byte[FileInterop.StatxBytes];
        return FileInterop.Status((int)file.DangerousGetHandle(), "", FileInterop.AT_EMPTY_PATH, FileInterop.STATX_BLOCKS, status) == 0
            && BinaryPrimitives.ReadInt64LittleEndian(status[FileInterop.StatxBlocksOffset..]) * BlockBytes >= RandomAccess.GetLength(file);
    }
}
