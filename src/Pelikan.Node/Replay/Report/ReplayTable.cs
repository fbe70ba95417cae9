using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Pelikan.Node.Replay.Engines;

namespace Pelikan.Node.Replay.Report;

/// <summary>A sweep for people to read: a line for each size, and the memory that each miss ratio takes.</summary>
internal static class ReplayTable
{
    private static readonly (string Title, Func<ReplayResult, string> Cell)[] Columns =
    [
        ("policy", result => result.Policy),
        ("heap", result => SizeText.Of(result.HeapBytes)),
        ("memory", result => SizeText.Of(result.MemoryBytes)),
        ("miss ratio", result => Ratio(result.MissRatio, result.Counts.Reads)),
        ("byte miss", result => Ratio(result.ByteMissRatio, result.Counts.ReadBytes)),
        ("expired", result => Count(result.Expired)),
        ("evicted", result => Count(result.Evicted)),
        ("refused", result => Count(result.Counts.Refused)),
        ("items", result => Count(result.Items)),
        ("B/item", result => result.OverheadBytes is { } bytes ? bytes.ToString("0.0", CultureInfo.InvariantCulture) : "-"),
        ("M req/s", result => (result.RequestsPerSecond / 1e6).ToString("0.00", CultureInfo.InvariantCulture)),
    ];

    public static void Write(TextWriter output, ReplayReport report, IReadOnlyList<double> targets)
    {
        WriteHead(output, report);
        output.WriteLine();
        string[][] rows = [[.. Columns.Select(column => column.Title)], .. report.Results.Select(Row)];
        int[] widths = [.. Columns.Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
        }

        if (targets.Count > 0)
        {
            output.WriteLine();
            WriteTargets(output, report, targets);
        }
    }

    private static void WriteHead(TextWriter output, ReplayReport report)
    {
        ReplayCounts counts = report.Results[0].Counts;
        Line(output, "trace", report.Trace);
        Line(output, "requests", $"{Count(report.Requests)}, of which {Count(counts.Requests)} are measured, {Count(counts.Reads)} of them reads");
        Line(output, "on a miss", report.Fill.Fills ? "the key is written, as a client would" : "nothing: the trace has its own writes");
        if (report.FootprintBytes is { } footprint)
        {
            Line(output, "footprint", $"about {SizeText.Of(footprint)} alive at once, at most");
        }

        if (report.Tally.Bad > 0)
        {
            Line(output, "bad", $"{Count(report.Tally.Bad)} passed over; the first: {report.Tally.FirstBad}");
        }

        if (report.Tally.OutOfOrder > 0)
        {
            Line(output, "out of order", $"{Count(report.Tally.OutOfOrder)} requests, taken at the time of the one before them");
        }

        Line(output, "took", string.Create(CultureInfo.InvariantCulture, $"{report.Seconds:0.0} s"));
    }

    private static void WriteTargets(TextWriter output, ReplayReport report, IReadOnlyList<double> targets)
    {
        output.WriteLine("memory needed for a miss ratio");
        foreach ((string policy, IReadOnlyList<ReplayResult> points) in report.Curves)
        {
            foreach (double target in targets)
            {
                output.WriteLine($"  {policy} at {Ratio(target, 1)}: {Sentence(MemoryTarget.Read(points, target))}");
            }
        }
    }

    private static string Sentence(MemoryTarget target) => target.Bound switch
    {
        TargetBound.Interpolated => $"{SizeText.Of(target.MemoryBytes)}, with a heap of {SizeText.Of(target.HeapBytes)}",
        TargetBound.AtMost => $"at most {SizeText.Of(target.MemoryBytes)}, the smallest size tried",
        _ => $"not reached; the best is {Ratio(target.BestRatio, 1)} at {SizeText.Of(target.MemoryBytes)}",
    };

    private static string[] Row(ReplayResult result) => [.. Columns.Select(column => column.Cell(result))];

    private static void Line(TextWriter output, string name, string text) => output.WriteLine($"{name,-14}{text}");

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Four decimals; a dash where nothing was read.</summary>
    private static string Ratio(double ratio, long of) => of == 0 ? "-" : ratio.ToString("0.0000", CultureInfo.InvariantCulture);
}
