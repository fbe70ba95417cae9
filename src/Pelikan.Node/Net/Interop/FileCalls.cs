using System;
using System.Text;

namespace Pelikan.Node.Net.Interop;

/// <summary>What the listener asks about files and descriptors, at start-up.</summary>
internal static unsafe class FileCalls
{
    private const int RLIMIT_NOFILE = 7;
    private const int AT_FDCWD = -100;
    private const int AT_SYMLINK_NOFOLLOW = 0x100;
    private const uint STATX_TYPE = 1;
    private const int StatxSize = 256;
    private const int StatxModeOffset = 28;
    private const int S_IFMT = 0xF000;
    private const int S_IFSOCK = 0xC000;

    /// <summary>How many descriptors this process may have open, and how far it may raise that by itself. Zeros on failure.</summary>
    internal static (ulong Soft, ulong Hard) DescriptorLimit()
    {
        ulong* limits = stackalloc ulong[2];

        // SAFETY: struct rlimit is two words of 64 bits, on this frame.
        return LibC.getrlimit(RLIMIT_NOFILE, limits) == 0 ? (limits[0], limits[1]) : (0, 0);
    }

    /// <summary>Set the number of the process's descriptors; false with <see cref="Errno.Last"/> where that is refused.</summary>
    internal static bool SetDescriptorLimit(ulong soft, ulong hard)
    {
        ulong* limits = stackalloc ulong[2];

        // SAFETY: as DescriptorLimit.
        limits[0] = soft;
        limits[1] = hard;
        return LibC.setrlimit(RLIMIT_NOFILE, limits) == 0;
    }

    /// <summary>Whether a path is a socket; null where there is no such file or it cannot be seen.</summary>
    internal static bool? IsSocket(string path)
    {
        byte[] name = new byte[Encoding.UTF8.GetByteCount(path) + 1];
        Encoding.UTF8.GetBytes(path, name);
        byte* status = stackalloc byte[StatxSize];

        // SAFETY: the name ends in a zero byte and is pinned; struct statx is 256 bytes on every architecture.
        fixed (byte* pointer = name)
        {
            if (LibC.statx(AT_FDCWD, pointer, AT_SYMLINK_NOFOLLOW, STATX_TYPE, status) != 0)
            {
                return null;
            }
        }

        return (*(ushort*)(status + StatxModeOffset) & S_IFMT) == S_IFSOCK;
    }
}
