using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Pelikan.Node.Bench;
using Xunit;

namespace Pelikan.Node.Tests.Bench;

/// <summary>The generator against a real memcached.</summary>
public sealed class MemcachedRunTests(MemcachedFixture memcached) : IClassFixture<MemcachedFixture>
{
    [Fact]
    public void ClosedLoop_ByNumber_MeasuresExactlySoManyRequests()
    {
        LoadResult result = BenchRuns.Run($"{memcached.Address} --connections 8 --threads 2 --depth 4 --keys 500 --prefill --requests 10001");
        Assert.Equal(10_001, result.Requests);
        Assert.Equal(10_001, result.All.Count);
        Assert.Equal(1.0, result.HitRatio);
        Assert.True(result.IsClean);
        Assert.InRange(result.All.At(50), 1_000, result.All.Max);
        Assert.True(result.BytesRead > result.Hits * (16 + 32));
        Assert.Equal(["get", "set"], result.Verbs.Select(verb => verb.Name));
        Assert.Equal(10_001, result.Verbs.Sum(verb => verb.Count));
    }

    [Fact]
    public void ClosedLoop_ByTime_EndsWhenItIsOver()
    {
        LoadResult result = BenchRuns.Run($"{memcached.Address} --connections 4 --keys 100 --prefill --warmup 50ms --duration 200ms");
        Assert.InRange(result.Seconds, 0.15, 5);
        Assert.True(result.Requests > 10);
        Assert.True(result.IsClean);
    }

    [Theory]
    [InlineData("memcache")]
    [InlineData("meta")]
    [InlineData("binary")]
    public void EveryVerb_Verified_FindsNoFault(string protocol)
    {
        LoadResult result = BenchRuns.Run(
            $"{memcached.Address} --protocol {protocol} --connections 4 --threads 2 --depth 8 --keys 300 --key-size 4-200 --value-size 24-100,300k=1 --multiget 7 " +
            "--mix get=20,gets=5,gat=5,set=20,add=5,replace=5,delete=5,incr=5,decr=5,touch=5 --ttl 0=1,100-200=1 --prefill --verify --requests 3000");
        Assert.Empty(result.MismatchesShown);
        Assert.True(result.IsClean, string.Join(", ", result.ErrorTexts));
        Assert.Equal(10, result.Verbs.Count);
        Assert.True(result.Hits > 0 && result.NotApplied > 0);
    }

    [Theory]
    [InlineData("memcache")]
    [InlineData("meta")]
    [InlineData("binary")]
    public void Multiget_CountsKeysAndRequestsApart(string protocol)
    {
        LoadResult result = BenchRuns.Run($"{memcached.Address} --protocol {protocol} --keys 1000 --multiget 100 --mix get=1 --prefill --requests 200");
        Assert.Equal(200, result.Requests);
        Assert.Equal(20_000, result.Keys);
        Assert.Equal(20_000, result.Hits);
    }

    [Fact]
    public void OpenLoop_KeepsItsRate()
    {
        LoadResult result = BenchRuns.Run($"{memcached.Address} --keys 100 --prefill --rate 2000 --depth 64 --warmup 0 --requests 1000");
        Assert.Equal(1000, result.Requests);
        Assert.InRange(result.Seconds, 0.49, 10);
        Assert.True(result.IsClean);
    }

    [Theory]
    [InlineData("memcache")]
    [InlineData("meta")]
    [InlineData("binary")]
    public void Load_OnceWarm_AllocatesNothing(string protocol)
    {
        LoadResult result = BenchRuns.Run($"{memcached.Address} --protocol {protocol} --connections 8 --depth 4 --keys 1000 --mix get=5,set=5 --prefill --warmup 300ms --duration 300ms");
        Assert.True(result.Requests > 100);
        Assert.Equal(0, result.GeneratorAllocatedBytes);
    }

    [Fact]
    public void ServerPid_ReportsWhatTheServerUses()
    {
        LoadResult result = BenchRuns.Run($"{memcached.Address} --keys 20000 --value-size 200 --prefill --requests 20000 --server-pid {memcached.Pid}");
        Assert.True(result.ServerCpuMicrosecondsPerRequest >= 0);
        Assert.InRange(result.ServerAtEnd!.Value.ResidentBytes, 1_000_000, 1_000_000_000);
        Assert.True(result.ServerResidentGrowthBytes >= 0);
    }

    [Fact]
    public void PrefillOnly_StoresTheKeysAndEnds()
    {
        LoadResult result = BenchRuns.Run($"{memcached.Address} --keys 777 --prefill --duration 0");
        Assert.Equal(777, result.Requests);
        Assert.Equal(["set"], result.Verbs.Select(verb => verb.Name));
    }

    [Fact]
    public void ValueOverTheServersLimit_IsCountedWithItsErrorText()
    {
        (int exitCode, string output, _) = BenchRuns.RunCommand($"{memcached.Address} --mix set=1 --value-size 2m --requests 5 --connections 1");
        Assert.Equal(BenchCommand.ExitFaults, exitCode);
        Assert.Contains("5 × SERVER_ERROR object too large for cache", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_HasTheNamesThatProgramsReadBy()
    {
        string path = Path.Combine(Path.GetTempPath(), $"pelikan-bench-{Guid.NewGuid():N}.json");
        (int exitCode, string output, _) = BenchRuns.RunCommand(
            $"{memcached.Address} --keys 100 --prefill --requests 500 --server-pid {memcached.Pid} --label row=get1 --label server=memcached --json {path}");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        File.Delete(path);
        JsonElement root = document.RootElement;
        Assert.Equal(0, exitCode);
        Assert.Contains("requests/s", output, StringComparison.Ordinal);
        Assert.Equal(ResultJson.Version, root.GetProperty("version").GetInt32());
        Assert.Equal("get1", root.GetProperty("labels").GetProperty("row").GetString());
        Assert.Equal(memcached.Address, root.GetProperty("options").GetProperty("target").GetString());
        Assert.Equal(500, root.GetProperty("requests").GetInt64());
        Assert.Equal(1.0, root.GetProperty("hit_ratio").GetDouble());
        JsonElement latency = root.GetProperty("latency_us");
        double[] rising = [.. new[] { "p50", "p90", "p99", "p99.9", "p99.99", "max" }.Select(name => latency.GetProperty(name).GetDouble())];
        Assert.Equal(rising.Order(), rising);
        Assert.True(rising[0] > 0);
        Assert.Equal(500, root.GetProperty("verbs").EnumerateObject().Sum(verb => verb.Value.GetProperty("count").GetInt64()));
        Assert.Equal(memcached.Pid, root.GetProperty("server").GetProperty("pid").GetInt32());
        Assert.True(root.GetProperty("server").GetProperty("cpu_us_per_request").GetDouble() >= 0);
        Assert.Equal(0, root.GetProperty("errors").GetInt64());
    }

    [Fact]
    public void JsonToStandardOutput_IsAllThatIsPrinted()
    {
        (_, string output, _) = BenchRuns.RunCommand($"{memcached.Address} --keys 10 --requests 10 --json -");
        using JsonDocument document = JsonDocument.Parse(output);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("server").ValueKind);
    }
}
