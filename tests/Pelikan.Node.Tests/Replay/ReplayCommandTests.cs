using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using Pelikan.Node.CommandLine;
using Pelikan.Node.Replay;
using Pelikan.Node.Replay.Sweep;
using Pelikan.Node.Replay.Traces;
using Pelikan.Storage.Eviction;
using Xunit;

namespace Pelikan.Node.Tests.Replay;

public sealed class ReplayCommandTests : IDisposable
{
    private const long MiB = 1024 * 1024;

    private readonly TraceFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Nothing_but_a_trace_leaves_the_defaults()
    {
        ReplayOptions options = Options("t.csv");
        Assert.Equal("t.csv", options.Trace);
        Assert.True(options.DerivesSizes);
        Assert.Equal([EvictionKind.Merge], options.Evictions);
        Assert.Null(options.FillsOnMiss);
        Assert.Equal(Warmup.None, options.Warmup);
        Assert.Equal(TimeSpan.FromSeconds(1), options.Interval);
        Assert.Equal((TraceFormat.Auto, 0, 16), (options.Format, options.Limit, options.KeyBytes));
        Assert.Empty(ReplayOptionsCheck.Problems(options));
    }

    [Fact]
    public void Every_option_is_taken()
    {
        ReplayOptions options = Options(
            "- --format oracle --sizes 64MB,1GB --eviction fifo,merge,random --compare-lru --segment-size 1MB --hash-power 20 --merge-target 3 " +
            "--merge-max 6 --fill-on-miss false --key-size 20 --limit 1000 --warmup 20% --skip-bad --parallel 3 " +
            "--target 0.05,0.01 --csv a.csv --json - --svg c.svg --progress --interval 5s");
        Assert.Equal((TraceFormat.Oracle, "-"), (options.Format, options.Trace));
        Assert.Equal([64 * MiB, 1024 * MiB], options.Sizes);
        Assert.Equal([EvictionKind.Fifo, EvictionKind.Merge, EvictionKind.Random], options.Evictions);
        Assert.True(options.ComparesLru && options.SkipsBad && options.ShowsProgress);
        Assert.Equal((1024 * 1024, 20, 3, 6), (options.Engine.SegmentBytes, options.Engine.HashPower, options.Engine.MergeTarget, options.Engine.MergeMax));
        Assert.Equal((false, 20, 1000, 3), (options.FillsOnMiss, options.KeyBytes, options.Limit, options.Parallel));
        Assert.Equal(new Warmup(0.2, 0), options.Warmup);
        Assert.Equal([0.05, 0.01], options.Targets);
        Assert.Equal(("a.csv", "-", "c.svg"), (options.CsvPath, options.JsonPath, options.SvgPath));
        Assert.Equal(TimeSpan.FromSeconds(5), options.Interval);
        Assert.Empty(ReplayOptionsCheck.Problems(options));

        ReplayOptions ladder = Options("t --from 64MB --to 1GB --steps 5 --fill-on-miss --fill-ttl 1h");
        Assert.Equal((64 * MiB, 1024 * MiB, 5, true), (ladder.From, ladder.To, ladder.Steps, ladder.FillsOnMiss));
        Assert.Equal(TimeSpan.FromHours(1), ladder.FillTtl);
    }

    [Theory]
    [InlineData("t --format xml", "--format: 'xml' is not auto, csv or oracle")]
    [InlineData("t --format 1", "--format: '1' is not")]
    [InlineData("t --sizes 64MB,1", "--sizes: expected a size such as")]
    [InlineData("t --sizes 64MB,,", "--sizes")]
    [InlineData("t --from 1", "--from")]
    [InlineData("t --steps 0", "--steps: '0' is not a number from 1 to 1000")]
    [InlineData("t --eviction lru", "--eviction: expected one of")]
    [InlineData("t --segment-size 3MB", "--segment-size")]
    [InlineData("t --limit none", "--limit: 'none'")]
    [InlineData("t --warmup -1", "--warmup")]
    [InlineData("t --warmup 120%", "--warmup")]
    [InlineData("t --warmup 1.5", "--warmup")]
    [InlineData("t --target five", "--target: 'five'")]
    [InlineData("t --interval soon", "--interval")]
    public void An_option_that_does_not_parse_is_refused(string commandLine, string complaint)
    {
        ParseResult parsed = Parse(commandLine).Parsed;
        Assert.Contains(parsed.Errors, error => error.Message.Contains(complaint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "no trace")]
    [InlineData("-", "give --sizes")]
    [InlineData("t --shape cluster52", "one or the other")]
    [InlineData("--shape cluster77", "there is no shape 'cluster77'; there are cluster1, ")]
    [InlineData("--shape cluster5", "so it has no shape")]
    [InlineData("--shape 52 --population 10 --warmup 0.5", "takes a number of requests")]
    [InlineData("--shape 52 --limit 4294967000 --population 1000", "more than the 4294967295 keys")]
    [InlineData("t --population 10", "give a --shape")]
    [InlineData("t --duration 1d", "give a --shape")]
    [InlineData("- --sizes 64MB --warmup 0.5", "give a number of requests, or --limit")]
    [InlineData("t --sizes 64MB --to 1GB", "one or the other")]
    [InlineData("t --from 64MB", "go together")]
    [InlineData("t --from 1GB --to 64MB", "the smaller one first")]
    [InlineData("t --sizes 8MB --segment-size 8MB", "fewer than 2 segments of 8MB")]
    [InlineData("t --merge-target 9", "merge_target 9 and merge_max 8")]
    [InlineData("t --csv - --json -", "both want standard output")]
    [InlineData("t --target 0.5,1", "between 0 and 1")]
    [InlineData("t --fill-on-miss false --fill-ttl 1h", "--fill-ttl")]
    public void Options_that_do_not_go_together_are_refused(string commandLine, string complaint)
    {
        Assert.Equal(ExitCode.Usage, Run(commandLine));
        Assert.Contains(complaint, _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public void A_sweep_writes_its_table_and_its_files()
    {
        string path = _folder.Write("t.csv", Enumerable.Range(0, 1000).Select(i => $"0,key{i % 10},20,100,0,get,0"));
        string curve = _folder.PathOf("made/curve.svg");
        int exit = Run($"{path} --fill-on-miss --target 0.02 --svg {curve} --csv {_folder.PathOf("a.csv")} --json {_folder.PathOf("a.json")}");
        Assert.Equal("", _error.ToString());
        Assert.Equal(ExitCode.Ok, exit);
        Assert.Contains("0.0100", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("memory needed for a miss ratio", _output.ToString(), StringComparison.Ordinal);
        Assert.All([curve, _folder.PathOf("a.csv"), _folder.PathOf("a.json")], file => Assert.True(new FileInfo(file).Length > 0));
    }

    [Fact]
    public void Json_on_standard_output_stands_alone()
    {
        string path = _folder.Write("t.oracleGeneral", TraceFolder.Oracle((1, 1, 100), (1, 1, 100)));
        Assert.Equal(ExitCode.Ok, Run($"{path} --json - --progress --interval 0"));
        using JsonDocument json = JsonDocument.Parse(_output.ToString());
        Assert.Equal(1, json.RootElement.GetProperty("results")[0].GetProperty("misses").GetInt64());
        Assert.Contains("requests", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_is_generated_and_what_is_stored_beforehand_is_not_counted()
    {
        Assert.Equal(ExitCode.Ok, Run("--shape 52 --limit 20000 --population 3000 --warmup 1000 --seed 4 --sizes 64MB --json -"));
        using JsonDocument json = JsonDocument.Parse(_output.ToString());
        Assert.Equal("52, seed 4", json.RootElement.GetProperty("trace").GetString());
        Assert.True(json.RootElement.GetProperty("fill_on_miss").GetBoolean());
        JsonElement result = json.RootElement.GetProperty("results")[0];
        Assert.Equal(19_000, result.GetProperty("requests").GetInt64());
        Assert.InRange(result.GetProperty("misses").GetInt64(), 1, 19_000);
    }

    [Theory]
    [InlineData("1,a,1,2,0,get\n", ExitCode.BadData, "line 1: expected 7 fields")]
    [InlineData("", ExitCode.BadData, "has no requests")]
    public void A_wrong_trace_ends_with_its_own_code(string content, int exit, string complaint)
    {
        string path = _folder.Write("t.csv", System.Text.Encoding.UTF8.GetBytes(content));
        Assert.Equal(exit, Run(path));
        Assert.Equal(exit, Run($"{path} --sizes 64MB"));
        Assert.Contains(complaint, _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_had_or_written_ends_with_its_own_code()
    {
        string path = _folder.Write("t.csv", ["1,a,1,2,0,get,0"]);
        Assert.Equal(ExitCode.Unavailable, Run($"{path} --sizes 16TB"));
        Assert.Contains("does not fit", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.CannotCreate, Run($"{path} --svg {path}/curve.svg"));
        Assert.Equal(ExitCode.BadData, Run(_folder.PathOf("none.csv")));
    }

    [Fact]
    public void Its_help_has_examples_and_its_own_exit_codes()
    {
        int exit = PelikanCommandLine.Run(["replay", "--help"], new CommandLineSurroundings
        {
            Launch = _ => throw new InvalidOperationException("nothing is to be started"),
            Environment = new Dictionary<string, string>(),
            Output = _output,
            Error = _error,
            Tools = [ReplayCommand.Create()],
        });
        Assert.Equal((ExitCode.Ok, ""), (exit, _error.ToString()));
        Assert.Contains("pelikan replay [TRACE] [OPTIONS]", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("pelikan replay --shape cluster52", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{ExitCode.BadData} the trace is wrong", _output.ToString(), StringComparison.Ordinal);
    }

    private int Run(string commandLine) => ReplayCommand.Run(Options(commandLine), _output, _error, isTerminal: false);

    private static ReplayOptions Options(string commandLine)
    {
        (ReplaySettings settings, ParseResult parsed) = Parse(commandLine);
        Assert.Empty(parsed.Errors);
        return settings.Read(parsed);
    }

    private static (ReplaySettings Settings, ParseResult Parsed) Parse(string commandLine)
    {
        ReplaySettings settings = new();
        Command command = new("replay");
        settings.AddTo(command);
        return (settings, command.Parse(commandLine));
    }
}
