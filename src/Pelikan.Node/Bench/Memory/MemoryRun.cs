using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Pelikan.Node.Bench.Memory;

/// <summary>One shape replayed against one server with one amount of memory. Sizes in bytes.</summary>
internal sealed record MemoryRun
{
    public const string Ours = "segcache";
    public const string Peer = "memcached";

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public required ReplayPlan Plan { get; init; }

    public required string Server { get; init; }

    /// <summary>The setting that was varied, in bytes: what the server was allowed for items.</summary>
    public required long SettingBytes { get; init; }

    /// <summary>The server's command line.</summary>
    public required string Command { get; init; }

    public required long Requests { get; init; }

    public required long Reads { get; init; }

    public required long Hits { get; init; }

    /// <summary>Requests to the most popular keys that were left out: hits, in the proportion of reads.</summary>
    public required long Skipped { get; init; }

    public required long WrongValues { get; init; }

    public required long Errors { get; init; }

    public required string FirstFault { get; init; }

    /// <summary>Resident when the replay ended: smaps_rollup, Rss.</summary>
    public required long ResidentBytes { get; init; }

    /// <summary>The same with shared pages divided by their users: smaps_rollup, Pss.</summary>
    public required long ProportionalBytes { get; init; }

    /// <summary>The most that was ever resident: status, VmHWM.</summary>
    public required long ResidentBytesMax { get; init; }

    /// <summary>Of the server, over the replay.</summary>
    public required double CpuSeconds { get; init; }

    public required double LagSecondsMax { get; init; }

    public required double Seconds { get; init; }

    public required Dictionary<string, string> Stats { get; init; }

    /// <summary>Reads that missed, among all reads of the shape, those left out included.</summary>
    public double MissRatio => Reads == 0 ? 0 : (Reads - Hits) / (Reads + (Skipped * (Reads / (double)Requests)));

    public bool IsClean => WrongValues == 0 && Errors == 0;

    /// <summary>The server could not do it in the time; TTLs are real time, so its figures are not those of the others.</summary>
    public bool IsLate => Seconds > 1.1 * Plan.Seconds;

    public static string FileName(string shape, string server, long megabytes) => $"{shape}-{server}-{megabytes}.json";

    public static MemoryRun Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<MemoryRun>(File.ReadAllBytes(path), Format) ?? throw new JsonException("it is empty");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{path} is not the JSON of a memory run: {failure.Message}", failure);
        }
    }

    /// <summary>Every run of a folder.</summary>
    public static List<MemoryRun> ReadFolder(string folder) =>
        [.. Directory.GetFiles(folder, "cluster*-*-*.json").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Write to a file of another name first: what stands there is whole.</summary>
    public void Write(string path)
    {
        File.WriteAllBytes($"{path}.part", JsonSerializer.SerializeToUtf8Bytes(this, Format));
        File.Move($"{path}.part", path, overwrite: true);
    }
}
