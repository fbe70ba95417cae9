using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Pelikan.Node.Replay.Engines;
using Pelikan.Node.Replay.Report;
using Pelikan.Node.Replay.Traces;
using Xunit;

namespace Pelikan.Node.Tests.Replay;

public sealed class ReplayReportTests
{
    private const long MiB = 1024 * 1024;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(0.6, TargetBound.AtMost, 1)]
    [InlineData(0.5, TargetBound.AtMost, 1)]
    [InlineData(0.35, TargetBound.Interpolated, 2)]
    [InlineData(0.2, TargetBound.Interpolated, 4)]
    [InlineData(0.15, TargetBound.Interpolated, 8)]
    [InlineData(0.05, TargetBound.NotReached, 16)]
    public void Memory_for_a_miss_ratio_is_read_off_the_curve(double ratio, TargetBound bound, long mebibytes)
    {
        MemoryTarget target = MemoryTarget.Read([Point("a", 1, 0.5), Point("a", 4, 0.2), Point("a", 16, 0.1)], ratio);
        Assert.Equal((bound, mebibytes * MiB, 0.1), (target.Bound, target.MemoryBytes, target.BestRatio));
    }

    [Fact]
    public void A_curve_that_rises_again_answers_with_the_first_size_that_is_enough()
    {
        MemoryTarget target = MemoryTarget.Read([Point("a", 1, 0.5), Point("a", 2, 0.1), Point("a", 4, 0.3)], 0.1);
        Assert.Equal((TargetBound.Interpolated, 2 * MiB), (target.Bound, target.MemoryBytes));
    }

    [Fact]
    public void The_table_has_a_line_for_each_result_and_says_what_is_not_reached()
    {
        using StringWriter output = new();
        ReplayTable.Write(output, Report(), [0.3, 0.01]);
        string text = output.ToString();
        Assert.Equal(3, text.Split('\n').Count(line => line.StartsWith("merge ", StringComparison.Ordinal) || line.StartsWith("fifo ", StringComparison.Ordinal)));
        Assert.Contains("merge at 0.3000: 2.52MB", text, StringComparison.Ordinal);
        Assert.Contains("merge at 0.0100: not reached; the best is 0.2000 at 4MB", text, StringComparison.Ordinal);
        Assert.Contains("fifo at 0.3000: not reached; the best is 0.4000 at 2MB", text, StringComparison.Ordinal);
        Assert.Contains("2 passed over; the first: t.csv, line 3: bad", text, StringComparison.Ordinal);
        Assert.Contains("out of order  1 requests", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_has_as_many_fields_as_names_and_reads_back()
    {
        using StringWriter output = new();
        ReplayReport report = Report();
        ReplayCsv.Write(output, report);
        string[][] rows = [.. output.ToString().TrimEnd('\n').Split('\n').Select(line => line.Split(','))];
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        Assert.Equal(report.Results.Count + 1, rows.Length);
        foreach ((string[] row, ReplayResult result) in rows.Skip(1).Zip(report.Results))
        {
            string Field(string name) => row[Array.IndexOf(rows[0], name)];
            Assert.Equal(result.Policy, Field("policy"));
            Assert.Equal(result.MemoryBytes, long.Parse(Field("memory_bytes"), CultureInfo.InvariantCulture));
            Assert.Equal(result.MissRatio, double.Parse(Field("miss_ratio"), CultureInfo.InvariantCulture));
            Assert.Equal(result.Items, long.Parse(Field("items"), CultureInfo.InvariantCulture));
        }

        Assert.Equal("", rows[3][Array.IndexOf(rows[0], "overhead_bytes_per_item")]);
    }

    [Fact]
    public void Json_reads_back()
    {
        using MemoryStream output = new();
        ReplayReport report = Report();
        ReplayJson.Write(output, report, [0.3, 0.01]);
        using JsonDocument json = JsonDocument.Parse(output.ToArray());
        JsonElement[] results = [.. json.RootElement.GetProperty("results").EnumerateArray()];
        Assert.Equal(report.Results.Select(result => result.Counts.Misses), results.Select(result => result.GetProperty("misses").GetInt64()));
        Assert.Equal(report.Results.Select(result => result.MissRatio), results.Select(result => result.GetProperty("miss_ratio").GetDouble()));
        Assert.Equal(
            ["Interpolated", "NotReached", "NotReached", "NotReached"],
            json.RootElement.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("bound").GetString()!));
    }

    [Fact]
    public void The_plot_is_well_formed_and_has_every_point_inside_its_frame()
    {
        ReplayReport report = Report() with { Trace = "a<b>&\"c\".csv" };
        XElement svg = Draw(report);
        XElement[] lines = [.. svg.Elements(Svg + "polyline")];
        Assert.Equal(2, lines.Length);
        Assert.Equal(report.Results.Count, svg.Elements(Svg + "circle").Count());
        string[] texts = [.. svg.Elements(Svg + "text").Select(text => text.Value)];
        Assert.Contains("Miss ratio of a<b>&\"c\".csv by memory", texts);
        Assert.Contains("miss ratio", texts);
        Assert.Contains("merge", texts);
        Assert.Contains("fifo", texts);
        Assert.Contains("1MB", texts);
        Assert.Contains("4MB", texts);
        foreach (XElement circle in svg.Elements(Svg + "circle"))
        {
            Assert.InRange(double.Parse(circle.Attribute("cx")!.Value, CultureInfo.InvariantCulture), 70, 690);
            Assert.InRange(double.Parse(circle.Attribute("cy")!.Value, CultureInfo.InvariantCulture), 46, 406);
        }

        // More memory lies to the right, fewer misses further down.
        double[][] merge = [.. lines[0].Attribute("points")!.Value.Split(' ').Select(pair => pair.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())];
        Assert.True(merge[1][0] > merge[0][0] && merge[1][1] > merge[0][1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.0004)]
    [InlineData(0.03)]
    [InlineData(1)]
    public void The_plot_of_one_point_is_a_plot(double ratio)
    {
        XElement svg = Draw(Report() with { Results = [Point("merge", 64, ratio)] });
        Assert.InRange(double.Parse(svg.Element(Svg + "circle")!.Attribute("cy")!.Value, CultureInfo.InvariantCulture), 46, 406);
        Assert.InRange(svg.Elements(Svg + "text").Count(), 6, 40);
    }

    [Theory]
    [InlineData(0, "0B")]
    [InlineData(1023, "1023B")]
    [InlineData(1024, "1KB")]
    [InlineData(1500, "1.46KB")]
    [InlineData(15 * 1024 * 1024, "15MB")]
    [InlineData(123.4 * 1024 * 1024 * 1024, "123GB")]
    [InlineData(5e15, "4547TB")]
    public void Sizes_are_short(double bytes, string text) => Assert.Equal(text, SizeText.Of(bytes));

    private static XElement Draw(ReplayReport report)
    {
        using MemoryStream output = new();
        ReplayPlot.Write(output, report);
        return XDocument.Parse(Encoding.UTF8.GetString(output.ToArray())).Root!;
    }

    private static ReplayReport Report() => new()
    {
        Trace = "t.csv",
        Requests = 1000,
        Tally = new TraceTally { Bad = 2, FirstBad = "t.csv, line 3: bad", OutOfOrder = 1 },
        FootprintBytes = 5 * MiB,
        Fill = new FillRule(true, 0),
        Results = [Point("merge", 1, 0.5), Point("merge", 4, 0.2), Point("fifo", 2, 0.4) with { OverheadBytes = null }],
        Seconds = 1.5,
    };

    private static ReplayResult Point(string policy, long mebibytes, double missRatio) => new()
    {
        Policy = policy,
        HeapBytes = mebibytes * MiB,
        Counts = new ReplayCounts { Requests = 10_000, Reads = 10_000, Misses = (long)Math.Round(missRatio * 10_000), ReadBytes = 10_000, MissBytes = 1 },
        Expired = 1,
        Evicted = 2,
        Items = 3,
        OverheadBytes = 20,
        Seconds = 0.5,
    };
}
