using System;

namespace Pelikan.Node.Admin;

/// <summary>What the server was set to, for <c>stats</c> and <c>stats settings</c>. Sizes in bytes.</summary>
public sealed record ServerSettings
{
    /// <summary>Such as <c>0.1.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Memory for items and their segments; 0 where the product stores nothing.</summary>
    public long HeapBytes { get; init; }

    public int SegmentBytes { get; init; }

    /// <summary>The policy's name; <c>none</c> answers out of memory instead of evicting.</summary>
    public string Eviction { get; init; } = "none";

    public int Shards { get; init; } = 1;

    public int Threads { get; init; } = 1;

    public int ConnectionsMax { get; init; }

    /// <summary>The addresses of the data port, joined by commas.</summary>
    public string Interface { get; init; } = "";

    public int Port { get; init; }

    /// <summary>Empty for none.</summary>
    public string UnixSocketPath { get; init; } = "";

    public int UnixSocketMode { get; init; }

    public int Backlog { get; init; }

    public int RequestsPerTurnMax { get; init; }

    public int ValueBytesMax { get; init; }

    /// <summary>Power of two of the item slots that the hash table starts with.</summary>
    public int HashPower { get; init; }

    /// <summary>The file that holds the heap; empty for memory.</summary>
    public string DatapoolPath { get; init; } = "";

    public TimeSpan IdleTimeout { get; init; }

    /// <summary>The file of the names and passwords that open the data port; empty where it is open.</summary>
    public string AuthFile { get; init; } = "";

    /// <summary>Whether clients of the data port may flush.</summary>
    public bool FlushAllowed { get; init; } = true;
}
