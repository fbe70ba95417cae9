using System;
using System.Linq;
using System.Text.RegularExpressions;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.Node.Protocol.Resp;
using Xunit;

using static Pelikan.Node.Tests.Protocol.Resp.RespConversation;

namespace Pelikan.Node.Tests.Protocol.Resp;

public sealed class RespMetricsTests
{
    [Fact]
    public void Every_counter_has_the_name_of_its_place_in_the_enums()
    {
        string[] named = [.. Enum.GetNames<RespMetric>().Where(name => name is not (nameof(RespMetric.Count) or nameof(RespMetric.UnknownCommand))).Select(Snake)];
        string[] commands = [.. Enum.GetValues<RespCommand>().Where(command => command is > RespCommand.Unknown and < RespCommand.Unsupported).Select(command => command.ToString().ToLowerInvariant())];
        string[] expected = [.. named.Concat(["unknown_command", .. commands, "unsupported_command"]).Select(name => $"resp_{name}")];
        Assert.Equal(expected, RespMetrics.All.Select(metric => metric.Name));
        Assert.Equal((int)RespMetric.Count - (int)MemcacheMetric.Count, RespMetrics.All.Count);
        Assert.Equal(CacheMetrics.All.Count, CacheMetrics.All.Select(metric => metric.Name).Distinct().Count());
    }

    [Fact]
    public void Each_outcome_is_counted()
    {
        TextHarness harness = new(RespConversations.Limits, protocols: ProtocolSet.Resp);
        harness.Send(Encode("SET", "k", "v") + Encode("GET", "k") + Encode("GET", "none") + Encode("MGET", "k", "none", "k") + Encode("GETEX", "none", "EX", "5"));
        harness.Send(Encode("FOO") + Encode("MULTI") + Encode("GET") + Encode("INCR", "k") + Encode("AUTH", "a", "b"));
        harness.Ask("SET", "k", new string('v', 1001));
        harness.Model.OutOfSpace = true;
        harness.Send(Encode("SET", "k", "w") + Encode("APPEND", "k", "w"));
        Assert.Equal(3, harness.Count(Of(RespCommand.Get)));
        Assert.Equal(2, harness.Count(Of(RespCommand.Set)));
        Assert.Equal(1, harness.Count(Of(RespCommand.MGet)));
        Assert.Equal(1, harness.Count(Of(RespCommand.Unsupported)));
        Assert.Equal(1, harness.Count(RespMetric.UnknownCommand));
        Assert.Equal(3, harness.Count(RespMetric.KeyHit));
        Assert.Equal(3, harness.Count(RespMetric.KeyMiss));
        Assert.Equal(1, harness.Count(RespMetric.ValueTooLarge));
        Assert.Equal(2, harness.Count(RespMetric.NoSpace));
        Assert.Equal(1, harness.Count(RespMetric.AuthFailure));
        Assert.Equal(8, harness.Count(RespMetric.Error));
        harness.Send("*x\r\n");
        Assert.Equal(1, harness.Count(RespMetric.ProtocolError));
    }

    [Fact]
    public void A_request_that_is_answered_in_parts_counts_once()
    {
        TextHarness harness = new(highWatermark: 1, protocols: ProtocolSet.Resp);
        harness.Ask("MGET", "a", "b", "c");
        Assert.True(harness.Drains >= 2);
        Assert.Equal(1, harness.Count(Of(RespCommand.MGet)));
        Assert.Equal(3, harness.Count(RespMetric.KeyMiss));
    }

    private static RespMetric Of(RespCommand command) => RespMetric.UnknownCommand + (int)command;

    private static string Snake(string name) => Regex.Replace(name, "(?<=[a-z])(?=[A-Z])", "_").ToLowerInvariant();
}
