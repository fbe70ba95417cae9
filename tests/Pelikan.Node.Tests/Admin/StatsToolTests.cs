using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pelikan.Actors.Admin;
using Pelikan.Actors.Guardian;
using Pelikan.Node.Admin;
using Pelikan.Node.Logging;
using Pelikan.Storage;
using Pelikan.Storage.Metrics;
using Xunit;

namespace Pelikan.Node.Tests.Admin;

/// <summary>memcached's own reporting script, from Debian's memcached package, which ./test installs, against the admin port.</summary>
public sealed class StatsToolTests
{
    private const string Tool = "/usr/share/memcached/scripts/memcached-tool";

    [Theory]
    [InlineData("display", "2048.0K|32|3|no|7")]
    [InlineData("settings", "maxbytes|67108864")]
    [InlineData("sizes", "sizes_status|disabled")]
    [InlineData("stats", "item_current|3")]
    public async Task MemcachedTool_ReadsOurGroups(string mode, string expected)
    {
        MetricRegistry registry = new(TimeProvider.System, TimeSpan.FromMinutes(1));
        registry.Add(new TestMetrics().With("item_current", 3, MetricKind.Gauge).With("segment_current", 2, MetricKind.Gauge).With("item_evict", 7));
        ServerSettings settings = new() { Version = "0.1.0", HeapBytes = 64 << 20, SegmentBytes = 2 << 20 };
        ServerControl control = new(
            settings, registry, TimeProvider.System, () => default, new NodeReadiness(), new LogVerbosity(LogLevel.Information), () => []);
        AdminActions actions = new(control, registry, _ => Task.CompletedTask, _ => Task.FromResult(ImmutableArray<ShardCheck>.Empty), () => { });
        await using AdminServer server = AdminServer.Start(
            new IPEndPoint(IPAddress.Loopback, 0), actions, new AdminLimits(), new AdminMetrics(), TimeProvider.System, NullLoggerFactory.Instance);
        string output = await RunAsync(server.EndPoint.Port, mode);
        IEnumerable<string> words = output.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        int at = -1;
        List<string> printed = [.. words];
        foreach (string word in expected.Split('|'))
        {
            at = printed.IndexOf(word, at + 1);
            Assert.True(at >= 0, $"no {word} in order in:\n{output}");
        }
    }

    private static async Task<string> RunAsync(int port, string mode)
    {
        using Process tool = Process.Start(new ProcessStartInfo("perl", [Tool, string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), mode])
        {
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("perl did not start");
        string output = await tool.StandardOutput.ReadToEndAsync();
        await tool.WaitForExitAsync();
        Assert.Equal(0, tool.ExitCode);
        return output;
    }
}
