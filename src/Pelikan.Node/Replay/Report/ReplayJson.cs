using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Pelikan.Node.Replay.Engines;

namespace Pelikan.Node.Replay.Report;

/// <summary>A sweep for programs to read. Sizes in bytes, times in seconds.</summary>
internal static class ReplayJson
{
    /// <summary>Rises when a name changes its meaning or goes away.</summary>
    public const int Version = 1;

    public static void Write(Stream output, ReplayReport report, IReadOnlyList<double> targets)
    {
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("trace", report.Trace);
        json.WriteNumber("requests", report.Requests);
        json.WriteBoolean("fill_on_miss", report.Fill.Fills);
        json.WriteNumber("bad", report.Tally.Bad);
        json.WriteNumber("out_of_order", report.Tally.OutOfOrder);
        json.WriteNumber("seconds", report.Seconds);
        if (report.FootprintBytes is { } footprint)
        {
            json.WriteNumber("footprint_bytes", (long)footprint);
        }

        json.WriteStartArray("results");
        foreach (ReplayResult result in report.Results)
        {
            WriteResult(json, result);
        }

        json.WriteEndArray();
        WriteTargets(json, report, targets);
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, ReplayResult result)
    {
        json.WriteStartObject();
        json.WriteString("policy", result.Policy);
        json.WriteNumber("heap_bytes", result.HeapBytes);
        json.WriteNumber("segment_bytes", result.SegmentBytes);
        json.WriteNumber("memory_bytes", result.MemoryBytes);
        json.WriteNumber("table_bytes", result.TableBytes);
        json.WriteNumber("header_bytes", result.HeaderBytes);
        json.WriteNumber("requests", result.Counts.Requests);
        json.WriteNumber("reads", result.Counts.Reads);
        json.WriteNumber("misses", result.Counts.Misses);
        json.WriteNumber("miss_ratio", result.MissRatio);
        json.WriteNumber("read_bytes", result.Counts.ReadBytes);
        json.WriteNumber("miss_bytes", result.Counts.MissBytes);
        json.WriteNumber("byte_miss_ratio", result.ByteMissRatio);
        json.WriteNumber("stored", result.Counts.Stored);
        json.WriteNumber("not_applied", result.Counts.NotApplied);
        json.WriteNumber("refused", result.Counts.Refused);
        json.WriteNumber("expired", result.Expired);
        json.WriteNumber("evicted", result.Evicted);
        json.WriteNumber("items", result.Items);
        if (result.OverheadBytes is { } overhead)
        {
            json.WriteNumber("overhead_bytes_per_item", overhead);
        }

        json.WriteNumber("seconds", result.Seconds);
        json.WriteNumber("requests_per_second", result.RequestsPerSecond);
        json.WriteEndObject();
    }

    private static void WriteTargets(Utf8JsonWriter json, ReplayReport report, IReadOnlyList<double> targets)
    {
        json.WriteStartArray("targets");
        foreach ((string policy, IReadOnlyList<ReplayResult> points) in report.Curves)
        {
            foreach (MemoryTarget target in targets.Select(ratio => MemoryTarget.Read(points, ratio)))
            {
                json.WriteStartObject();
                json.WriteString("policy", policy);
                json.WriteNumber("miss_ratio", target.MissRatio);
                json.WriteString("bound", target.Bound.ToString());
                json.WriteNumber("memory_bytes", target.MemoryBytes);
                json.WriteNumber("heap_bytes", target.HeapBytes);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
