using System;
using System.Globalization;
using System.IO;
using System.Text;
using Pelikan.Node.Bench;
using Pelikan.Node.Bench.Comparison;
using Xunit;

namespace Pelikan.Node.Tests.Bench;

public sealed class ComparisonTests
{
    [Fact]
    public void Spread_OfOddAndEvenNumbers_HasTheMiddle()
    {
        Assert.Equal(new Spread(2, 1, 9), Spread.Of([9, 1, 2]));
        Assert.Equal(new Spread(2.5, 1, 9), Spread.Of([9, 1, 2, 3]));
        Assert.Null(Spread.Of([]));
        Assert.Equal("2.5 [1.0–9.0]", new Spread(2.5, 1, 9).Text("0.0"));
        Assert.Equal("2.5", new Spread(2.5, 2.5, 2.5).Text("0.0"));
    }

    [Fact]
    public void Ratio_IsTakenWithinARepetition()
    {
        // The machine is three times slower in the second repetition; the ratio does not notice.
        RunSet runs = Runs(("get1", "segcache", 1, 4.0), ("get1", "memcached", 1, 8.0), ("get1", "segcache", 2, 12.0), ("get1", "memcached", 2, 24.0));
        Spread? ratio = runs.Ratio(Figure.CpuMicroseconds, new("get1", "segcache"), new("get1", "memcached"));
        Assert.Equal(new Spread(0.5, 0.5, 0.5), ratio);
        Assert.Equal(2, runs.Repetitions);
    }

    [Theory]
    [InlineData(4.0, "| ≤ 0.90 | 0.50 | yes |")]
    [InlineData(7.5, "| ≤ 0.90 | 0.94 | **no** |")]
    public void Bar_SaysWhetherItIsReached(double ours, string expected) =>
        Assert.Contains(
            "Unpipelined, CPU a request, to memcached " + expected,
            ComparisonPage.Write(Runs(("get1", "segcache", 1, ours), ("get1", "memcached", 1, 8.0)), []),
            StringComparison.Ordinal);

    [Fact]
    public void Bar_OfSeveralPeers_CountsTheBest()
    {
        string page = ComparisonPage.Write(Runs(("get1", "segcache", 1, 6.0), ("get1", "memcached", 1, 8.0), ("get1", "redis", 1, 5.0)), []);
        Assert.Contains("to the best peer | ≤ 1.00 | 1.20 | **no** |", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("meta1", "memcached", "| Meta, unpipelined, CPU a request, to memcached | ≤ 0.90 | 0.50 | yes |", "### Meta commands, get-heavy, unpipelined")]
    [InlineData("binary1", "memcached", "| Binary, unpipelined, CPU a request, to memcached | ≤ 0.90 | 0.50 | yes |", "### Binary protocol, get-heavy, unpipelined")]
    [InlineData("resp1", "redis", "| RESP, unpipelined, CPU a request, to redis | ≤ 0.90 | 0.50 | yes |", "### RESP, get-heavy, unpipelined")]
    [InlineData("resp16", "redis", "| RESP, 16 deep, CPU a request, to redis | ≤ 0.70 | 0.50 | yes |", "### RESP, get-heavy, 16 deep")]
    public void Page_HasARowAndABarForEachProtocol(string row, string peer, string bar, string title)
    {
        string page = ComparisonPage.Write(Runs((row, "segcache", 1, 4.0), (row, peer, 1, 8.0)), []);
        Assert.Contains(bar, page, StringComparison.Ordinal);
        Assert.Contains($"{title}\n\n| server |", page, StringComparison.Ordinal);
        Assert.Contains($"| *segcache ÷ {peer}* | 1.00 |", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("meta16", "Meta")]
    [InlineData("binary16", "Binary")]
    public void Bar_OfDeepMemcacheRows_IsRedisInItsOwnProtocol(string row, string name)
    {
        string page = ComparisonPage.Write(Runs((row, "segcache", 1, 6.0), (row, "memcached", 1, 60.0), ("resp16", "redis", 1, 8.0)), []);
        Assert.Contains($"| {name}, 16 deep, CPU a request, to redis' own protocol | ≤ 0.70 | 0.75 | **no** |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_HasFactsRowsAndRatios()
    {
        string page = ComparisonPage.Write(
            Runs(("get1", "segcache", 1, 6.0), ("get1", "memcached", 1, 8.0)),
            [("CPU", "a fast one")]);
        Assert.Contains("- CPU: a fast one\n", page, StringComparison.Ordinal);
        Assert.Contains("| segcache | 10.0 | 0.100 | 0.200 | 0.300 | 6.000 | 50 |", page, StringComparison.Ordinal);
        Assert.Contains("| *segcache ÷ memcached* | 1.00 | 1.00 | 1.00 | 1.00 | 0.75 | |", page, StringComparison.Ordinal);
        Assert.DoesNotContain("16 deep |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Servers_AreOursFirst() =>
        Assert.Equal(["segcache", "redis", "memcached"], Runs(("get1", "redis", 1, 1), ("get1", "memcached", 1, 1), ("get1", "segcache", 1, 1)).ServersOf("get1"));

    [Fact]
    public void RunWithErrors_IsNamed()
    {
        RunSet runs = new([Read("get1", "segcache", 1, 6, errors: 3)]);
        Assert.Contains("whose figures do not count: get1/segcache", ComparisonPage.Write(runs, []), StringComparison.Ordinal);
    }

    [Fact]
    public void MarkedPage_KeepsWhatIsAroundTheFigures()
    {
        string page = $"before\n{MarkedPage.Begin}\nold\n{MarkedPage.End}\nafter\n";
        string once = MarkedPage.Replace(page, "new\n");
        Assert.Equal($"before\n{MarkedPage.Begin}\n\nnew\n\n{MarkedPage.End}\nafter\n", once);
        Assert.Equal(once, MarkedPage.Replace(once, "new"));
        Assert.Throws<InvalidDataException>(() => MarkedPage.Replace("no marks", "new"));
    }

    [Fact]
    public void Report_OfAFolder_WritesThePageAndNamesAFileThatIsNoRun()
    {
        string folder = Directory.CreateTempSubdirectory("pelikan-bench-").FullName;
        string page = Path.Combine(folder, "page.md");
        File.WriteAllText(page, $"{MarkedPage.Begin}\n{MarkedPage.End}\n");
        File.WriteAllText(Path.Combine(folder, "1.json"), Json("get1", "segcache", 1, 6, 0));
        using StringWriter error = new();
        Assert.Equal(0, ComparisonCommand.Report(folder, page, ["CPU=x"], TextWriter.Null, error));
        Assert.Contains("| segcache |", File.ReadAllText(page), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "2.json"), "{}");
        Assert.Equal(BenchCommand.ExitFaults, ComparisonCommand.Report(folder, page, [], TextWriter.Null, error));
        Directory.Delete(folder, recursive: true);
        Assert.Contains("2.json is not the JSON of a run", error.ToString(), StringComparison.Ordinal);
    }

    private static RunSet Runs(params (string Row, string Server, int Repetition, double Cpu)[] runs) =>
        new(Array.ConvertAll(runs, run => Read(run.Row, run.Server, run.Repetition, run.Cpu, errors: 0)));

    private static RunRecord Read(string row, string server, int repetition, double cpu, int errors) =>
        RunRecord.Read(Encoding.UTF8.GetBytes(Json(row, server, repetition, cpu, errors)));

    private static string Json(string row, string server, int repetition, double cpu, int errors) => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "labels": { "row": "{{row}}", "server": "{{server}}", "repetition": "{{repetition}}" },
          "options": { "keys": 1000 },
          "seconds": 2, "requests_per_second": 10000, "keys_per_second": 10000,
          "errors": {{errors}}, "mismatches": 0, "connections_lost": 0, "unanswered": 0,
          "latency_us": { "p50": 100, "p99": 200, "p99.9": 300 },
          "generator": { "cpu_seconds": 1 },
          "server": { "cpu_us_per_request": {{cpu}}, "resident_growth_bytes": 1000000 }
        }
        """);
}
