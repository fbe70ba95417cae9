using System.Runtime.InteropServices;

namespace Pelikan.Storage.Memory;

/// <summary>The two calls of the C library that a heap in a file needs beside those of other memory. See msync(2), posix_fallocate(3).</summary>
internal static partial class FileInterop
{
    public const int MAP_SHARED = 0x01;
    public const int MAP_FIXED = 0x10;
    public const int MS_SYNC = 4;
    public const int EINTR = 4;
    public const int ENOSPC = 28;
    public const int EDQUOT = 122;

    /// <summary>Give a part of a file blocks of its own, keeping what is in it; returns an error number, or 0.</summary>
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    public static partial int Allocate(int file, long offset, long length);

    /// <summary>Have changed pages of a mapping written to their file, and wait for it.</summary>
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "msync", SetLastError = true)]
    public static partial int Sync(nint address, nuint length, int flags);
}
