using System.Collections.Generic;

namespace Pelikan.Node.Bench;

/// <summary>One run as asked for. Immutable; the property defaults are the command's defaults.</summary>
internal sealed record BenchOptions
{
    public required BenchTarget Target { get; init; }

    public BenchProtocol Protocol { get; init; } = BenchProtocol.Memcache;

    public int Connections { get; init; } = 32;

    public int Threads { get; init; } = 1;

    /// <summary>Requests kept in flight on each connection.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>Requests a second over all connections; 0 sends the next when a reply has come (closed loop).</summary>
    public double Rate { get; init; }

    public required WeightedRanges KeySize { get; init; }

    public required WeightedRanges ValueSize { get; init; }

    public long Keys { get; init; } = 100_000;

    public KeyPopularity KeyPopularity { get; init; } = KeyPopularity.Uniform;

    public required VerbMix Mix { get; init; }

    /// <summary>Keys asked for in one read.</summary>
    public int Multiget { get; init; } = 1;

    /// <summary>Seconds; 0 is no expiry.</summary>
    public required WeightedRanges Ttl { get; init; }

    public bool Prefill { get; init; }

    /// <summary>Seconds of load that are not measured.</summary>
    public double WarmupSeconds { get; init; } = 1;

    /// <summary>Seconds of measured load; not used where <see cref="Requests"/> is given.</summary>
    public double DurationSeconds { get; init; } = 10;

    /// <summary>Measured requests to send, or null to go by time.</summary>
    public long? Requests { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>Write values that can be checked, and check every value read.</summary>
    public bool Verify { get; init; }

    /// <summary>Where the JSON goes: a path, <c>-</c> for standard output, or null for nowhere.</summary>
    public string? JsonPath { get; init; }

    /// <summary>The server's process, whose CPU time and resident memory are read over the measured part; 0 for none.</summary>
    public int ServerPid { get; init; }

    /// <summary>Words copied into the JSON, by which <c>bench report</c> sorts runs into rows and columns.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Only prefill: nothing is measured.</summary>
    public bool IsPrefillOnly => Prefill && (Requests == 0 || (Requests is null && DurationSeconds == 0));

    public bool IsOpenLoop => Rate > 0;
}
