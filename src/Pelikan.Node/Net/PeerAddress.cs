using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Pelikan.Node.Net;

/// <summary>
/// Where a client connects from, as the kernel wrote it: 28 bytes hold an IPv6 address, and turn into text only when
/// somebody asks.
/// </summary>
public readonly struct PeerAddress
{
    /// <summary>Bytes of the longest address kept, <c>struct sockaddr_in6</c>. A Unix client has no address of its own.</summary>
    public const int BytesMax = 28;

    private const int FamilyBytes = 2;

    private readonly Storage _bytes;
    private readonly byte _length;

    public PeerAddress(ReadOnlySpan<byte> address)
    {
        _length = (byte)Math.Min(address.Length, BytesMax);
        address[.._length].CopyTo(_bytes);
    }

    /// <summary>As memcached's <c>stats conns</c> writes it: <c>tcp:127.0.0.1:4711</c>, <c>tcp6:[::1]:4711</c> or <c>unix</c>.</summary>
    public override string ToString()
    {
        if (_length <= FamilyBytes)
        {
            return "unix";
        }

        SocketAddress address = new(AddressFamily.InterNetworkV6, BytesMax);
        ((ReadOnlySpan<byte>)_bytes)[.._length].CopyTo(address.Buffer.Span);
        return address.Family switch
        {
            AddressFamily.InterNetwork => $"tcp:{new IPEndPoint(IPAddress.Any, 0).Create(address)}",
            AddressFamily.InterNetworkV6 => $"tcp6:{new IPEndPoint(IPAddress.IPv6Any, 0).Create(address)}",
            _ => "unix",
        };
    }

    [InlineArray(BytesMax)]
    private struct Storage
    {
        private byte _first;
    }
}
