using System.Globalization;
using System.IO;
using System.Linq;
using Pelikan.Node.Replay.Engines;

namespace Pelikan.Node.Replay.Report;

/// <summary>A sweep as comma-separated values: a line of names, and a line for each result. Sizes in bytes.</summary>
internal static class ReplayCsv
{
    private static readonly string[] Names =
    [
        "policy", "heap_bytes", "segment_bytes", "memory_bytes", "table_bytes", "header_bytes", "requests", "reads", "misses", "miss_ratio",
        "read_bytes", "miss_bytes", "byte_miss_ratio", "stored", "not_applied", "refused", "expired", "evicted", "items",
        "overhead_bytes_per_item", "seconds", "requests_per_second",
    ];

    public static void Write(TextWriter output, ReplayReport report)
    {
        output.Write(string.Join(',', Names) + '\n');
        foreach (ReplayResult result in report.Results)
        {
            output.Write(string.Join(',', Fields(result).Select(field => System.Convert.ToString(field, CultureInfo.InvariantCulture))) + '\n');
        }
    }

    private static object?[] Fields(ReplayResult result) =>
    [
        result.Policy, result.HeapBytes, result.SegmentBytes, result.MemoryBytes, result.TableBytes, result.HeaderBytes,
        result.Counts.Requests, result.Counts.Reads, result.Counts.Misses, result.MissRatio,
        result.Counts.ReadBytes, result.Counts.MissBytes, result.ByteMissRatio,
        result.Counts.Stored, result.Counts.NotApplied, result.Counts.Refused, result.Expired, result.Evicted, result.Items,
        result.OverheadBytes, result.Seconds, result.RequestsPerSecond,
    ];
}
