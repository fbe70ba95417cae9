using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Pelikan.Node.Replay.Shapes;

/// <summary>What was published about one cache cluster: a row of <c>clusters.csv</c>, which names the source.</summary>
internal sealed record ClusterFigures
{
    private const int Columns = 13;
    private const string Unpublished = "-";
    private const double Percent = 0.01;

    /// <summary>The most that is lost where a share is rounded to a hundredth.</summary>
    public const double RoundingMax = 0.005;

    /// <summary>As published: <c>cluster1</c> to <c>cluster54</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Of the reads in production, from 0 to 1; 1 where it was not published.</summary>
    public required double MissRatio { get; init; }

    public required double KeyBytesMean { get; init; }

    public required double ValueBytesMean { get; init; }

    public required double RequestsPerSecond { get; init; }

    /// <summary>Requests a key.</summary>
    public required double Frequency { get; init; }

    /// <summary>Keys that are requested once, among all keys, from 0 to 1.</summary>
    public required double OneHitShare { get; init; }

    /// <summary>Bytes of all keys that were requested, in MB; 0 where not published or too small to state.</summary>
    public required double WorkingSetMegabytes { get; init; }

    /// <summary>The same, of those only whose TTL has not passed.</summary>
    public required double LiveSetMegabytes { get; init; }

    /// <summary>The slope of popularity; 0 = none, or not published.</summary>
    public required double ZipfExponent { get; init; }

    /// <summary>Shares of the operations, made to sum to 1 (the published ones are rounded).</summary>
    public required IReadOnlyList<Share<TraceOperation>> Operations { get; init; }

    /// <summary>Shares of the TTLs in milliseconds, made to sum to 1 (only the commonest were published).</summary>
    public required IReadOnlyList<Share<long>> Ttls { get; init; }

    /// <summary>
    /// First requests of a key, among all requests: the compulsory misses. The published frequency is the reciprocal, but rounded
    /// to a tenth, so the percentage is taken where it has more digits.
    /// </summary>
    public required double FirstShare { get; init; }

    /// <summary>Read a row; null if nothing but the name was published.</summary>
    /// <exception cref="InvalidDataException">The row does not parse.</exception>
    public static ClusterFigures? Parse(string row)
    {
        string[] fields = row.Split(',');
        if (fields.Length != Columns)
        {
            throw new InvalidDataException($"a row of clusters.csv has {fields.Length} fields where {Columns} are wanted: {row}");
        }

        if (fields[2] == Unpublished)
        {
            return null;
        }

        double frequency = Number(fields[5], 0);
        double compulsory = Number(fields[7], 0) * Percent;
        return new ClusterFigures
        {
            Name = fields[0],
            MissRatio = Number(fields[1], 1),
            KeyBytesMean = Number(fields[2], 0),
            ValueBytesMean = Number(fields[3], 0),
            RequestsPerSecond = 1000 * Number(fields[4], 0),
            Frequency = frequency,
            OneHitShare = Number(fields[6], 0) * Percent,
            FirstShare = frequency < 10 ? compulsory : 1 / frequency,
            WorkingSetMegabytes = Number(fields[8], 0),
            LiveSetMegabytes = Number(fields[9], 0),
            ZipfExponent = Number(fields[10], 0),
            Operations = WithReads(Shares(fields[11], OperationOf), missRatioKnown: fields[1] != Unpublished),
            Ttls = Shares(fields[12], MillisecondsOf),
        };
    }

    /// <summary>Read <c>name:0.75 name:0.25</c>.</summary>
    private static List<Share<T>> Shares<T>(string text, Func<string, T> read)
    {
        List<Share<T>> shares = [];
        foreach (string pair in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = pair.LastIndexOf(':');
            shares.Add(new Share<T>(read(pair[..colon]), Number(pair[(colon + 1)..], 0)));
        }

        double sum = shares.Sum(share => share.Part);
        return shares.ConvertAll(share => share with { Part = share.Part / sum });
    }

    /// <summary>A cluster that has a miss ratio has reads: where none are listed, they are as many as rounding can hide.</summary>
    private static List<Share<TraceOperation>> WithReads(List<Share<TraceOperation>> operations, bool missRatioKnown)
    {
        if (!missRatioKnown || operations.Exists(share => share.Item is TraceOperation.Get or TraceOperation.Gets))
        {
            return operations;
        }

        return
        [
            .. operations.Select(share => share with { Part = share.Part * (1 - RoundingMax) }),
            new Share<TraceOperation>(TraceOperation.Get, RoundingMax),
        ];
    }

    private static double Number(string text, double unpublished) =>
        text == Unpublished ? unpublished : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static TraceOperation OperationOf(string name) => name switch
    {
        "get" => TraceOperation.Get,
        "gets" => TraceOperation.Gets,
        "set" => TraceOperation.Set,
        "add" => TraceOperation.Add,
        "cas" => TraceOperation.Cas,
        "prepend" => TraceOperation.Prepend,
        "delete" => TraceOperation.Delete,
        "incr" => TraceOperation.Increment,
        _ => throw new InvalidDataException($"clusters.csv has an operation '{name}', which is none of get, gets, set, add, cas, prepend, delete and incr"),
    };

    private static long MillisecondsOf(string duration)
    {
        double unit = duration[^1] switch
        {
            's' => 1,
            'h' => 3600,
            'd' => 86_400,
            _ => throw new InvalidDataException($"clusters.csv has a TTL '{duration}', which ends in none of s, h and d"),
        };
        return (long)Math.Round(Number(duration[..^1], 0) * unit * 1000);
    }
}
