using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Pelikan.Node.Net.Interop;

/// <summary>epoll and eventfd. A result below zero is a failure whose reason is <see cref="Errno.Last"/>.</summary>
internal static unsafe class EpollCalls
{
    internal const uint EPOLLIN = 0x001;
    internal const uint EPOLLOUT = 0x004;
    internal const uint EPOLLERR = 0x008;
    internal const uint EPOLLHUP = 0x010;

    internal const int EPOLL_CTL_ADD = 1;
    internal const int EPOLL_CTL_DEL = 2;
    internal const int EPOLL_CTL_MOD = 3;

    private const int EPOLL_CLOEXEC = 0x80000;
    private const int EFD_NONBLOCK = 0x800;
    private const int EFD_CLOEXEC = 0x80000;

    //   struct epoll_event     x64 (packed)         elsewhere
    //   uint32_t events        0 … 3                0 … 3
    //   uint64_t data          4 … 11               8 … 15
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    /// <summary>Bytes of one event in the array that <see cref="Wait"/> fills.</summary>
    internal static readonly int EventSize = DataOffset + sizeof(ulong);

    internal static int Create() => LibC.epoll_create1(EPOLL_CLOEXEC);

    internal static int Control(int epoll, int operation, int descriptor, uint events, ulong token)
    {
        byte* epollEvent = stackalloc byte[16];

        // SAFETY: 16 bytes hold the event in either layout, on this frame until the call returns.
        *(uint*)epollEvent = events;
        *(ulong*)(epollEvent + DataOffset) = token;
        return LibC.epoll_ctl(epoll, operation, descriptor, epollEvent);
    }

    /// <summary>Wait for events, at most <paramref name="timeoutMilliseconds"/> (-1 without end); returns how many.</summary>
    internal static int Wait(int epoll, Span<byte> events, int timeoutMilliseconds)
    {
        // SAFETY: pinned for the call; the kernel writes no more whole events than fit.
        fixed (byte* pointer = events)
        {
            return LibC.epoll_wait(epoll, pointer, events.Length / EventSize, timeoutMilliseconds);
        }
    }

    internal static uint EventsAt(ReadOnlySpan<byte> events, int index) =>
        BinaryPrimitives.ReadUInt32LittleEndian(events[(index * EventSize)..]);

    internal static ulong TokenAt(ReadOnlySpan<byte> events, int index) =>
        BinaryPrimitives.ReadUInt64LittleEndian(events[((index * EventSize) + DataOffset)..]);

    internal static int CreateEvent() => LibC.eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);

    /// <summary>Make an eventfd readable.</summary>
    internal static void Signal(int descriptor)
    {
        ulong one = 1;

        // SAFETY: eight bytes on this frame. The only failure, a full counter, means that it is readable already.
        _ = LibC.write(descriptor, (byte*)&one, sizeof(ulong));
    }

    /// <summary>Make an eventfd unreadable.</summary>
    internal static void Clear(int descriptor)
    {
        ulong count;

        // SAFETY: eight bytes on this frame. The only failure, an empty counter, means that it is unreadable already.
        _ = LibC.read(descriptor, (byte*)&count, sizeof(ulong));
    }
}
