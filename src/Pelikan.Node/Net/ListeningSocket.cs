using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using Pelikan.Node.Net.Interop;

namespace Pelikan.Node.Net;

/// <summary>A bound socket that connections are accepted from. Made and closed by its <see cref="Listener"/>.</summary>
internal sealed class ListeningSocket : IDisposable
{
    // Larger than any socket address.
    private const int AddressBytesMax = 128;

    private readonly ListenEndpoint _endpoint;
    private bool _bound;

    private ListeningSocket(ListenEndpoint endpoint, int descriptor)
    {
        _endpoint = endpoint;
        Descriptor = descriptor;
    }

    internal int Descriptor { get; private set; }

    internal bool IsUnix => _endpoint.UnixPath != null;

    /// <summary>Where it listens, with the port that the system chose.</summary>
    internal EndPoint LocalEndPoint { get; private set; } = new IPEndPoint(IPAddress.None, 0);

    /// <exception cref="ListenException">It cannot be bound.</exception>
    internal static ListeningSocket Open(ListenEndpoint endpoint, int backlog)
    {
        int descriptor = SocketCalls.OpenStream(endpoint.Address.AddressFamily);
        if (descriptor < 0)
        {
            throw Failure(endpoint, "no socket", Errno.Last);
        }

        ListeningSocket socket = new(endpoint, descriptor);
        try
        {
            socket.Bind(backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Take a connection that waits; below zero with <see cref="Errno.Last"/> where there is none.</summary>
    internal int Accept(out PeerAddress peer)
    {
        Span<byte> address = stackalloc byte[PeerAddress.BytesMax];
        int descriptor = SocketCalls.Accept(Descriptor, address, out int length);
        peer = new PeerAddress(IsUnix ? default : address[..length]);
        return descriptor;
    }

    public void Dispose()
    {
        if (Descriptor < 0)
        {
            return;
        }

        _ = SocketCalls.Close(Descriptor);
        Descriptor = -1;
        if (_bound && _endpoint.UnixPath is string path)
        {
            File.Delete(path);
        }
    }

    private void Bind(int backlog)
    {
        if (_endpoint.UnixPath is string path)
        {
            RemoveStale(path);
        }
        else
        {
            _ = SocketCalls.SetReuseAddress(Descriptor);
            if (_endpoint.Address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                _ = SocketCalls.SetDualStack(Descriptor, ((IPEndPoint)_endpoint.Address).Address.Equals(IPAddress.IPv6Any));
            }
        }

        if (SocketCalls.Bind(Descriptor, Bytes(_endpoint.Address.Serialize())) != 0)
        {
            throw Failure(_endpoint, "bind failed", Errno.Last);
        }

        // From here on the path is ours to remove.
        _bound = true;
        if (!OperatingSystem.IsWindows() && _endpoint.UnixPath is string bound)
        {
            // Before listen, so that nobody connects under wider permissions.
            File.SetUnixFileMode(bound, _endpoint.Mode);
        }

        if (SocketCalls.Listen(Descriptor, backlog) != 0)
        {
            throw Failure(_endpoint, "listen failed", Errno.Last);
        }

        LocalEndPoint = ReadLocalEndPoint();
    }

    /// <summary>Remove a socket file that no server listens on any more; refuse anything else at that path.</summary>
    private void RemoveStale(string path)
    {
        bool? isSocket = FileCalls.IsSocket(path);
        if (isSocket == null)
        {
            return;
        }

        if (isSocket == false)
        {
            throw new ListenException($"cannot listen on {_endpoint}: there is a file at that path that is not a socket; remove it or choose another path");
        }

        int probe = SocketCalls.OpenStream(AddressFamily.Unix);
        bool refused = probe >= 0
            && SocketCalls.Connect(probe, Bytes(_endpoint.Address.Serialize())) != 0
            && Errno.Last == Errno.ECONNREFUSED;
        _ = SocketCalls.Close(probe);
        if (!refused)
        {
            throw new ListenException($"cannot listen on {_endpoint}: another server listens there; stop it or choose another path");
        }

        File.Delete(path);
    }

    private EndPoint ReadLocalEndPoint()
    {
        if (IsUnix)
        {
            return _endpoint.Address;
        }

        SocketAddress address = new(_endpoint.Address.AddressFamily, AddressBytesMax);
        if (SocketCalls.LocalAddress(Descriptor, address.Buffer.Span, out int length) != 0)
        {
            throw Failure(_endpoint, "getsockname failed", Errno.Last);
        }

        address.Size = length;
        return _endpoint.Address.Create(address);
    }

    private static ReadOnlySpan<byte> Bytes(SocketAddress address) => address.Buffer.Span[..address.Size];

    private static ListenException Failure(ListenEndpoint endpoint, string what, int error)
    {
        string advice = error switch
        {
            Errno.EADDRINUSE => "another process listens there; stop it, or choose another port (0 lets the system choose)",
            Errno.EADDRNOTAVAIL => "no interface of this machine has that address; use 0.0.0.0 or :: for all of them",
            Errno.EACCES => "this user may not; choose a port of 1024 or more, or a path whose directory is writable",
            Errno.ENOENT => "the directory does not exist; create it or choose another path",
            Errno.EMFILE or Errno.ENFILE => "no file descriptor is free; raise the limit (ulimit -n)",
            _ => "see the system's own words",
        };
        return new ListenException($"cannot listen on {endpoint}: {what}: {Errno.Text(error)} ({error}): {advice}");
    }
}
