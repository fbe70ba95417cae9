using System;
using System.IO;
using System.Text.Json;

namespace Pelikan.Node.Bench;

/// <summary>A result for programs to read. Times are in microseconds unless the name says otherwise, sizes in bytes.</summary>
internal static class ResultJson
{
    /// <summary>Rises when a name changes its meaning or goes away.</summary>
    public const int Version = 1;

    private const double NanosecondsPerMicrosecond = 1000;

    public static void Write(Stream output, LoadResult result, DateTimeOffset ended)
    {
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("ended", ended);
        WriteLabels(json, result.Options);
        WriteOptions(json, result.Options);
        WriteCounts(json, result);
        WriteLatency(json, "latency_us", result.All);
        json.WriteStartObject("verbs");
        foreach (VerbLatency verb in result.Verbs)
        {
            WriteLatency(json, verb.Name, verb);
        }

        json.WriteEndObject();
        WriteProcesses(json, result);
        json.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter json, BenchOptions options)
    {
        json.WriteStartObject("labels");
        foreach ((string name, string value) in options.Labels)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter json, BenchOptions options)
    {
        json.WriteStartObject("options");
        json.WriteString("target", options.Target.Text);
        json.WriteString("protocol", options.Protocol.ToString().ToLowerInvariant());
        json.WriteNumber("connections", options.Connections);
        json.WriteNumber("threads", options.Threads);
        json.WriteNumber("depth", options.Depth);
        json.WriteNumber("rate", options.Rate);
        json.WriteString("key_size", options.KeySize.Text);
        json.WriteString("value_size", options.ValueSize.Text);
        json.WriteNumber("keys", options.Keys);
        json.WriteString("key_dist", options.KeyPopularity.Text);
        json.WriteString("mix", options.Mix.Text);
        json.WriteNumber("multiget", options.Multiget);
        json.WriteString("ttl", options.Ttl.Text);
        json.WriteBoolean("prefill", options.Prefill);
        json.WriteNumber("warmup_seconds", options.WarmupSeconds);
        json.WriteNumber("duration_seconds", options.DurationSeconds);
        if (options.Requests is { } requests)
        {
            json.WriteNumber("requests", requests);
        }

        json.WriteNumber("seed", options.Seed);
        json.WriteBoolean("verify", options.Verify);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, LoadResult result)
    {
        json.WriteNumber("seconds", result.Seconds);
        json.WriteNumber("prefill_seconds", result.PrefillSeconds);
        json.WriteNumber("requests", result.Requests);
        json.WriteNumber("requests_per_second", result.RequestsPerSecond);
        json.WriteNumber("keys", result.Keys);
        json.WriteNumber("keys_per_second", result.KeysPerSecond);
        json.WriteNumber("hits", result.Hits);
        json.WriteNumber("misses", result.Misses);
        WriteNumberOrNull(json, "hit_ratio", result.HitRatio);
        json.WriteNumber("not_applied", result.NotApplied);
        json.WriteNumber("bytes_read", result.BytesRead);
        json.WriteNumber("bytes_written", result.BytesWritten);
        json.WriteNumber("not_sent", result.NotSent);
        json.WriteNumber("errors", result.Errors);
        json.WriteNumber("mismatches", result.Mismatches);
        json.WriteNumber("connections_lost", result.ConnectionsLost);
        json.WriteNumber("unanswered", result.Unanswered);
        json.WriteStartArray("error_texts");
        foreach ((string text, long count) in result.ErrorTexts)
        {
            json.WriteStartObject();
            json.WriteString("text", text);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("mismatches_shown");
        foreach (Mismatch mismatch in result.MismatchesShown)
        {
            json.WriteStartObject();
            json.WriteString("key", mismatch.Key);
            json.WriteString("fault", mismatch.Fault.ToString());
            json.WriteString("sentence", mismatch.Sentence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLatency(Utf8JsonWriter json, string name, VerbLatency latency)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", latency.Count);
        foreach ((string percentile, double percent) in VerbLatency.Percentiles)
        {
            json.WriteNumber(percentile, latency.At(percent) / NanosecondsPerMicrosecond);
        }

        json.WriteNumber("max", latency.Max / NanosecondsPerMicrosecond);
        json.WriteEndObject();
    }

    private static void WriteProcesses(Utf8JsonWriter json, LoadResult result)
    {
        json.WriteStartObject("generator");
        json.WriteNumber("cpu_seconds", result.GeneratorCpuSeconds);
        json.WriteNumber("allocated_bytes", result.GeneratorAllocatedBytes);
        json.WriteEndObject();
        if (result is not { ServerBefore: { } before, ServerAtStart: { } start, ServerAtEnd: { } end })
        {
            json.WriteNull("server");
            return;
        }

        json.WriteStartObject("server");
        json.WriteNumber("pid", result.Options.ServerPid);
        json.WriteNumber("cpu_seconds", end.CpuSeconds - start.CpuSeconds);
        WriteNumberOrNull(json, "cpu_us_per_request", result.ServerCpuMicrosecondsPerRequest);
        json.WriteNumber("resident_bytes_before", before.ResidentBytes);
        json.WriteNumber("resident_bytes", end.ResidentBytes);
        json.WriteNumber("resident_growth_bytes", end.ResidentBytes - before.ResidentBytes);
        json.WriteEndObject();
    }

    private static void WriteNumberOrNull(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } present)
        {
            json.WriteNumber(name, present);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
