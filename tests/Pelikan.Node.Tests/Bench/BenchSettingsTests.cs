using System.CommandLine;
using Pelikan.Node.Bench;
using Xunit;

namespace Pelikan.Node.Tests.Bench;

public sealed class BenchSettingsTests
{
    [Fact]
    public void Read_WithoutOptions_GivesTheDefaults()
    {
        BenchOptions options = BenchRuns.Options("");
        Assert.Equal("127.0.0.1:12321", options.Target.Text);
        Assert.Equal(32, options.Connections);
        Assert.Equal(1, options.Depth);
        Assert.Equal("16", options.KeySize.Text);
        Assert.Equal("32", options.ValueSize.Text);
        Assert.Equal("get=90,set=10", options.Mix.Text);
        Assert.Equal(1, options.WarmupSeconds);
        Assert.Equal(10, options.DurationSeconds);
        Assert.False(options.IsOpenLoop);
        Assert.Empty(BenchOptionsCheck.Problems(options));
    }

    [Fact]
    public void Read_WithEveryOption_TakesEachOfThem()
    {
        BenchOptions options = BenchRuns.Options(
            "[::1]:7 --protocol resp --connections 4 --threads 2 --depth 8 --rate 1000.5 --key-size 20-30 --value-size 32=90,1k-4k=10 " +
            "--keys 77 --key-dist zipf:0.99 --mix get=3,incr=1 --multiget 5 --ttl 0=9,1-5=1 --prefill --warmup 500ms --duration 2m " +
            "--seed 9 --verify --json - --server-pid 12 --label row=a --label server=b=c");
        Assert.Equal("[::1]:7", options.Target.Text);
        Assert.Equal("::1", options.Target.Host);
        Assert.Equal(BenchProtocol.Resp, options.Protocol);
        Assert.Equal(4, options.Connections);
        Assert.Equal(2, options.Threads);
        Assert.Equal(8, options.Depth);
        Assert.Equal(1000.5, options.Rate);
        Assert.True(options.IsOpenLoop);
        Assert.Equal(30, options.KeySize.Max);
        Assert.Equal(4096, options.ValueSize.Max);
        Assert.Equal(77, options.Keys);
        Assert.Equal(0.99, options.KeyPopularity.Exponent);
        Assert.True(options.Mix.CountsNumbers);
        Assert.Equal(5, options.Multiget);
        Assert.Equal(5, options.Ttl.Max);
        Assert.True(options.Prefill);
        Assert.Equal(0.5, options.WarmupSeconds);
        Assert.Equal(120, options.DurationSeconds);
        Assert.Equal(9UL, options.Seed);
        Assert.True(options.Verify);
        Assert.Equal("-", options.JsonPath);
        Assert.Equal(12, options.ServerPid);
        Assert.Equal("a", options.Labels["row"]);
        Assert.Equal("b=c", options.Labels["server"]);
    }

    [Fact]
    public void Read_WithRequests_HasNoWarmupUnlessItIsAskedFor()
    {
        Assert.Equal(0, BenchRuns.Options("--requests 5").WarmupSeconds);
        Assert.Equal(2, BenchRuns.Options("--requests 5 --warmup 2").WarmupSeconds);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("unix:")]
    [InlineData("--value-size 3x")]
    [InlineData("--value-size 9-3")]
    [InlineData("--value-size 1=0")]
    [InlineData("--key-dist zipf:0")]
    [InlineData("--key-dist zipf:nan")]
    [InlineData("--key-dist even")]
    [InlineData("--mix get")]
    [InlineData("--mix got=1")]
    [InlineData("--mix ping=1")]
    [InlineData("--mix get=1,get=2")]
    [InlineData("--mix get=0")]
    [InlineData("--duration soon")]
    [InlineData("--duration -1")]
    [InlineData("--connections 0")]
    [InlineData("--depth 65537")]
    [InlineData("--label row")]
    [InlineData("--protocol smtp")]
    [InlineData("--unknown 1")]
    public void Parse_OfWhatMakesNoSense_IsAnError(string commandLine) =>
        Assert.NotEmpty(BenchRuns.Parse(commandLine).Parsed.Errors);

    [Theory]
    [InlineData("--connections 2 --threads 3", "--threads")]
    [InlineData("--rate 2000000000", "--rate")]
    [InlineData("--rate -1", "--rate")]
    [InlineData("--keys 0", "--keys")]
    [InlineData("--keys 4294967297", "--keys")]
    [InlineData("--keys 100000 --key-size 5", "--key-size")]
    [InlineData("--key-size 251", "--key-size")]
    [InlineData("--value-size 65m", "--value-size")]
    [InlineData("--verify --value-size 23", "--verify")]
    [InlineData("--value-size 64m --depth 9", "--depth")]
    [InlineData("--requests -1", "--requests")]
    [InlineData("--requests 0", "nothing to measure")]
    [InlineData("--duration 0", "nothing to measure")]
    public void Problems_OfWhatCannotGoTogether_NamesTheOption(string commandLine, string named) =>
        Assert.Contains(named, Assert.Single(BenchOptionsCheck.Problems(BenchRuns.Options(commandLine))), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("--keys 65536 --key-size 5")]
    [InlineData("--prefill --duration 0")]
    [InlineData("--verify --value-size 24")]
    public void Problems_AtTheLimit_FindsNone(string commandLine) =>
        Assert.Empty(BenchOptionsCheck.Problems(BenchRuns.Options(commandLine)));

    [Fact]
    public void Help_NamesEveryOptionAndDefault()
    {
        using System.IO.StringWriter output = new();
        RootCommand root = new("pelikan") { BenchCommand.Create() };
        int exitCode = root.Parse("bench --help").Invoke(new InvocationConfiguration { Output = output });
        Assert.Equal(0, exitCode);
        Assert.Contains("--multiget", output.ToString(), System.StringComparison.Ordinal);
        Assert.Contains("[default: get=90,set=10]", output.ToString(), System.StringComparison.Ordinal);
        Assert.Contains("report", output.ToString(), System.StringComparison.Ordinal);
    }
}
