using System;
using System.Collections.Generic;
using Pelikan.Node.Protocol;

namespace Pelikan.Node.Config;

/// <summary>Where clients connect, and how many may.</summary>
public sealed record ServerConfig
{
    /// <summary>Addresses to listen on, all with the same port. Empty only beside a Unix socket.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = ["0.0.0.0"];

    /// <summary>Data port; 0 lets the system choose.</summary>
    public int Port { get; init; } = 12321;

    /// <summary>What the data port speaks, of a product that stores items.</summary>
    public ProtocolSet Protocols { get; init; } = ProtocolSet.Memcache;

    /// <summary>Path of a Unix socket to listen on as well; empty for none.</summary>
    public string UnixSocketPath { get; init; } = "";

    /// <summary>Permission bits of the Unix socket.</summary>
    public int UnixSocketMode { get; init; } = 0x1C0;

    /// <summary>Connections the kernel keeps waiting until they are accepted.</summary>
    public int Backlog { get; init; } = 1024;

    /// <summary>Open client connections; one more is answered with an error and closed.</summary>
    public int ConnectionsMax { get; init; } = 10_000;

    /// <summary>A connection silent for longer is closed; zero keeps it.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>File of the names and passwords that open the data port; empty where it is open to everybody.</summary>
    public string AuthFile { get; init; } = "";
}
