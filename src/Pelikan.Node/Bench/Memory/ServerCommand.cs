using System;
using System.Globalization;
using System.IO;
using System.Numerics;
using Pelikan.Node.Replay.Shapes;

namespace Pelikan.Node.Bench.Memory;

/// <summary>How a server is started for a run.</summary>
/// <param name="Words">The program and its arguments.</param>
/// <param name="Settings">What its configuration file says, on one line.</param>
internal sealed record ServerCommand(string[] Words, string Settings)
{
    private const int SegmentBytesMin = 256 * 1024;
    private const int SegmentBytesMax = 2 * 1024 * 1024;

    /// <summary>A lognormal value with a deviation of 1 is longer than this many means once in several million.</summary>
    private const int LongestInMeans = 90;

    /// <summary>memcached's, and what a segment must hold beside a value.</summary>
    private const int ValueBytesMax = 1024 * 1024;
    private const int ItemRoom = 512;

    /// <summary>Enough to sort by TTL and to merge.</summary>
    private const int SegmentsWanted = 256;

    public static ServerCommand For(string server, int megabytes, ReplayPlan plan, MemoryOptions options) => server == MemoryRun.Peer
        ? new(
            [
                "memcached", "-u", Environment.UserName, "-l", "127.0.0.1", "-p", options.Port.ToString(CultureInfo.InvariantCulture), "-t", "1",
                "-m", megabytes.ToString(CultureInfo.InvariantCulture),
            ],
            "")
        : Segcache(megabytes, plan, options);

    /// <summary>A power of two: small enough for many segments, large enough for the longest value.</summary>
    internal static int SegmentBytes(long heapBytes, double valueBytesMean)
    {
        double longest = Math.Min(ShapeSizes.ValueBytesMax, LongestInMeans * valueBytesMean);
        long wanted = Math.Max(heapBytes / SegmentsWanted, (long)longest);
        return (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(wanted, SegmentBytesMin, SegmentBytesMax));
    }

    private static ServerCommand Segcache(int megabytes, ReplayPlan plan, MemoryOptions options)
    {
        int segment = SegmentBytes(megabytes * 1024L * 1024, ClusterTable.Find(plan.Shape).ValueBytesMean);
        string settings = string.Create(
            CultureInfo.InvariantCulture, $"heap_size = \"{megabytes}MB\"\nsegment_size = \"{segment / 1024}KB\"\neviction = \"{options.Eviction}\"\n");
        string path = Path.Combine(options.Folder, "segcache.toml");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"""
            [admin]
            host = "127.0.0.1"
            port = {options.Port + 1}
            http_host = "127.0.0.1"
            http_port = {options.Port + 2}

            [server]
            host = "127.0.0.1"
            port = {options.Port}

            [worker]
            threads = 1

            [limits]
            value_size_max = {Math.Min(ValueBytesMax, segment - ItemRoom)}

            [seg]
            {settings}
            """));
        return new ServerCommand([options.Program, "segcache", path], $" ({settings.Trim().Replace("\n", ", ", StringComparison.Ordinal)})");
    }
}
