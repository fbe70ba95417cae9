using System;
using System.Net.Sockets;

namespace Pelikan.Node.Net.Interop;

/// <summary>
/// Socket calls with spans. A result below zero is a failure whose reason is <see cref="Errno.Last"/>. Every socket made
/// here is non-blocking and not inherited by child processes.
/// </summary>
internal static unsafe class SocketCalls
{
    internal const int SHUT_WR = 1;

    private const int AF_UNIX = 1;
    private const int AF_INET = 2;
    private const int AF_INET6 = 10;
    private const int SOCK_STREAM = 1;
    private const int SOCK_NONBLOCK = 0x800;
    private const int SOCK_CLOEXEC = 0x80000;
    private const int SOL_SOCKET = 1;
    private const int SO_REUSEADDR = 2;
    private const int IPPROTO_TCP = 6;
    private const int TCP_NODELAY = 1;
    private const int IPPROTO_IPV6 = 41;
    private const int IPV6_V6ONLY = 26;
    private const int MSG_DONTWAIT = 0x40;

    // A peer that is gone is an error of this call, not a signal to the process.
    private const int MSG_NOSIGNAL = 0x4000;

    internal static int OpenStream(AddressFamily family) => LibC.socket(
        family switch
        {
            AddressFamily.Unix => AF_UNIX,
            AddressFamily.InterNetworkV6 => AF_INET6,
            _ => AF_INET,
        },
        SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
        0);

    internal static int Bind(int descriptor, ReadOnlySpan<byte> address)
    {
        // SAFETY: pinned for the call; the kernel reads no further than the length.
        fixed (byte* pointer = address)
        {
            return LibC.bind(descriptor, pointer, (uint)address.Length);
        }
    }

    internal static int Connect(int descriptor, ReadOnlySpan<byte> address)
    {
        // SAFETY: as Bind.
        fixed (byte* pointer = address)
        {
            return LibC.connect(descriptor, pointer, (uint)address.Length);
        }
    }

    internal static int Listen(int descriptor, int backlog) => LibC.listen(descriptor, backlog);

    /// <summary>Take a connection that waits; <paramref name="length"/> bytes of its peer's address are written.</summary>
    internal static int Accept(int descriptor, Span<byte> address, out int length)
    {
        uint size = (uint)address.Length;
        int accepted;

        // SAFETY: pinned for the call; the kernel writes no more than size bytes. It reports the full length, which is clamped.
        fixed (byte* pointer = address)
        {
            accepted = LibC.accept4(descriptor, pointer, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        }

        length = (int)Math.Min(size, (uint)address.Length);
        return accepted;
    }

    /// <summary>The address a socket is bound to.</summary>
    internal static int LocalAddress(int descriptor, Span<byte> address, out int length)
    {
        uint size = (uint)address.Length;
        int result;

        // SAFETY: as Accept.
        fixed (byte* pointer = address)
        {
            result = LibC.getsockname(descriptor, pointer, &size);
        }

        length = (int)Math.Min(size, (uint)address.Length);
        return result;
    }

    /// <summary>Bytes received; 0 when the peer has ended its side.</summary>
    internal static int Receive(int descriptor, Span<byte> buffer)
    {
        // SAFETY: pinned for the call; the kernel writes no more than the span's length.
        fixed (byte* pointer = buffer)
        {
            return Errno.Keep((int)LibC.recv(descriptor, pointer, (nuint)buffer.Length, MSG_DONTWAIT));
        }
    }

    /// <summary>Bytes the kernel took.</summary>
    internal static int Send(int descriptor, ReadOnlySpan<byte> bytes)
    {
        // SAFETY: pinned for the call; the kernel reads no more than the span's length.
        fixed (byte* pointer = bytes)
        {
            return Errno.Keep((int)LibC.send(descriptor, pointer, (nuint)bytes.Length, MSG_DONTWAIT | MSG_NOSIGNAL));
        }
    }

    /// <summary>End our side: the peer reads what was sent, then the end.</summary>
    internal static int ShutdownSend(int descriptor) => LibC.shutdown(descriptor, SHUT_WR);

    internal static int Close(int descriptor) => LibC.close(descriptor);

    /// <summary>Let a restarted server bind while connections of the last one are still in TIME_WAIT.</summary>
    internal static int SetReuseAddress(int descriptor) => SetOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1);

    /// <summary>Send small replies at once. Fails, harmlessly, on a Unix socket.</summary>
    internal static int SetNoDelay(int descriptor) => SetOption(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);

    /// <summary>Whether an IPv6 socket takes IPv4 connections too.</summary>
    internal static int SetDualStack(int descriptor, bool dual) => SetOption(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, dual ? 0 : 1);

    private static int SetOption(int descriptor, int level, int name, int value) =>
        // SAFETY: value lives on this frame until the call returns.
        LibC.setsockopt(descriptor, level, name, &value, sizeof(int));
}
