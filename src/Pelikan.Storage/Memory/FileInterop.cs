using System;
using System.Runtime.InteropServices;

namespace Pelikan.Storage.Memory;

/// <summary>The calls of the C library that a heap in a file needs beside those of other memory. See msync(2), statx(2), posix_fallocate(3).</summary>
internal static partial class FileInterop
{
    public const int MAP_SHARED = 0x01;
    public const int MAP_FIXED = 0x10;
    public const int MS_SYNC = 4;
    public const int EINTR = 4;
    public const int ENOSPC = 28;
    public const int EDQUOT = 122;

    /// <summary>Bytes of struct statx on every architecture.</summary>
    public const int StatxBytes = 256;

    /// <summary>Where in it the number of blocks of 512 bytes is, a word of 64 bits.</summary>
    public const int StatxBlocksOffset = 48;

    public const int AT_EMPTY_PATH = 0x1000;
    public const uint STATX_BLOCKS = 0x400;

    /// <summary>What the system knows of a file.</summary>
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Status(int directory, string path, int flags, uint mask, Span<byte> status);

    /// <summary>Give a part of a file blocks of its own, keeping what is in it; returns an error number, or 0.</summary>
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    public static partial int Allocate(int file, long offset, long length);

    /// <summary>Have changed pages of a mapping written to their file, and wait for it.</summary>
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "msync", SetLastError = true)]
    public static partial int Sync(nint address, nuint length, int flags);
}
