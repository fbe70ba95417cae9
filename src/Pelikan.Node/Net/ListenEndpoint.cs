using System;
using System.IO;
using System.Net;
using System.Net.Sockets;

namespace Pelikan.Node.Net;

/// <summary>A place to listen: a TCP address and port, or the path of a Unix socket.</summary>
public sealed record ListenEndpoint
{
    private ListenEndpoint(EndPoint address, UnixFileMode mode)
    {
        Address = address;
        Mode = mode;
    }

    /// <summary>The address, as the framework has it.</summary>
    public EndPoint Address { get; }

    /// <summary>Permission bits of the Unix socket.</summary>
    public UnixFileMode Mode { get; }

    /// <summary>The path of the Unix socket; null for TCP.</summary>
    public string? UnixPath => Address is UnixDomainSocketEndPoint ? Address.ToString() : null;

    /// <summary>
    /// A TCP port on an address: <c>0.0.0.0</c> is every IPv4 address, <c>::</c> every address of both kinds. Port 0 lets
    /// the system choose.
    /// </summary>
    /// <exception cref="ListenException">The host is neither an address nor a name of one.</exception>
    public static ListenEndpoint Tcp(string host, int port) => new(new IPEndPoint(Resolve(host), port), UnixFileMode.None);

    /// <summary>A Unix socket.</summary>
    /// <exception cref="ListenException">The path is longer than a socket's may be.</exception>
    public static ListenEndpoint Unix(string path, UnixFileMode mode)
    {
        try
        {
            return new ListenEndpoint(new UnixDomainSocketEndPoint(path), mode);
        }
        catch (ArgumentException error)
        {
            throw new ListenException(
                $"cannot listen on unix:{path}: the path is empty or longer than the 107 bytes a socket's path may have; choose a shorter one",
                error);
        }
    }

    public override string ToString() => UnixPath is string path ? $"unix:{path}" : $"{Address}";

    private static IPAddress Resolve(string host)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return address;
        }

        try
        {
            return Dns.GetHostAddresses(host)[0];
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            throw new ListenException(
                $"cannot listen on \"{host}\": it is neither an IP address nor a name that resolves to one ({error.Message}); "
                + "use 0.0.0.0 for every IPv4 address, :: for IPv6 as well, or 127.0.0.1 for this machine only",
                error);
        }
    }
}
