using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Replay.Engines;
using Pelikan.Node.Replay.Traces;

namespace Pelikan.Node.Replay.Report;

/// <summary>A whole sweep over one trace.</summary>
internal sealed record ReplayReport
{
    /// <summary>Where the requests came from.</summary>
    public required string Trace { get; init; }

    /// <summary>Requests read, those that warmed up among them.</summary>
    public required long Requests { get; init; }

    public required TraceTally Tally { get; init; }

    /// <summary>Bytes alive at once, at most, estimated; null where it was not measured.</summary>
    public required double? FootprintBytes { get; init; }

    public required FillRule Fill { get; init; }

    /// <summary>By policy, and for each policy from small to large.</summary>
    public required IReadOnlyList<ReplayResult> Results { get; init; }

    /// <summary>From the first request to the last result.</summary>
    public required double Seconds { get; init; }

    /// <summary>One curve a policy, in the order of the results; its points from little memory to much.</summary>
    public IEnumerable<(string Policy, IReadOnlyList<ReplayResult> Points)> Curves => Results
        .GroupBy(result => result.Policy)
        .Select(curve => (curve.Key, (IReadOnlyList<ReplayResult>)[.. curve.OrderBy(point => point.MemoryBytes)]));
}
