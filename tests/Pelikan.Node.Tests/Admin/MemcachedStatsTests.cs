using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Pelikan.Actors.Admin;
using Pelikan.Node.Admin;
using Pelikan.Storage.Metrics;
using Xunit;

namespace Pelikan.Node.Tests.Admin;

public sealed class MemcachedStatsTests
{
    // What collectd reads at most.
    private const int GeneralBytesMax = 4096;

    private static readonly ServerSettings Settings = new()
    {
        Version = "0.1.0",
        HeapBytes = 64 << 20,
        SegmentBytes = 2 << 20,
        Eviction = "merge",
        Threads = 4,
        ConnectionsMax = 1000,
        Port = 12321,
        Interface = "0.0.0.0",
        UnixSocketMode = 0x1C0,
        ValueBytesMax = 1 << 20,
        IdleTimeout = TimeSpan.FromSeconds(30),
    };

    private static readonly ServerMoment Moment = new()
    {
        ProcessId = 4711,
        UptimeSeconds = 12,
        UnixSeconds = 1_800_000_000,
        UserNanoseconds = 1_000_042_000,
        SystemNanoseconds = 999_999_999,
        Accepting = true,
        Verbosity = 1,
    };

    [Fact]
    public void General_AddsUpWhatMemcachedCountsTogether()
    {
        MetricsReading reading = Reading(
            ("get_key", 10), ("get_key_hit", 7), ("get_key_miss", 3),
            ("gets_key", 20), ("gets_key_hit", 15), ("gets_key_miss", 5),
            ("gat_key", 4), ("gat_key_hit", 1), ("gat_key_miss", 3),
            ("set_stored", 5), ("add_not_stored", 2), ("cas_stored", 1), ("cas_exists", 2), ("cas_not_found", 4),
            ("touch_touched", 6), ("touch_not_found", 1));
        Dictionary<string, string> stats = General(reading);
        Assert.Equal("34", stats["cmd_get"]);
        Assert.Equal("23", stats["get_hits"]);
        Assert.Equal("11", stats["get_misses"]);
        Assert.Equal("14", stats["cmd_set"]);
        Assert.Equal("1", stats["cas_hits"]);
        Assert.Equal("2", stats["cas_badval"]);
        Assert.Equal("4", stats["cas_misses"]);
        Assert.Equal("11", stats["cmd_touch"]);
        Assert.Equal("7", stats["touch_hits"]);
        Assert.Equal("4", stats["touch_misses"]);
    }

    [Fact]
    public void General_TakesTheMomentAndTheSettings()
    {
        Dictionary<string, string> stats = General(Reading(("hash_buckets", 1024), ("hash_overflow_buckets", 8)));
        Assert.Equal("4711", stats["pid"]);
        Assert.Equal("12", stats["uptime"]);
        Assert.Equal("1800000000", stats["time"]);
        Assert.Equal("1.000042", stats["rusage_user"]);
        Assert.Equal("0.999999", stats["rusage_system"]);
        Assert.Equal("67108864", stats["limit_maxbytes"]);
        Assert.Equal("1", stats["accepting_conns"]);
        Assert.Equal("13", stats["hash_power_level"]);
        Assert.Equal("66048", stats["hash_bytes"]);
        Assert.Equal("64", stats["pointer_size"]);
    }

    [Fact]
    public void General_WithTheGreatestNumbers_StaysUnderWhatCollectdReads()
    {
        MetricsReading reading = Reading([.. MemcachedStats.MetricsRead.Distinct().Select(name => (name, long.MaxValue / 1024))]);
        ServerSettings settings = Settings with { HeapBytes = long.MaxValue, Version = "100.100.100-preview.100" };
        StringBuilder text = new();
        foreach ((string name, string value) in MemcachedStats.General(reading, settings, Moment))
        {
            text.Append("STAT ").Append(name).Append(' ').Append(value).Append("\r\n");
        }

        Assert.InRange(text.Append("END\r\n").Length, 1500, GeneralBytesMax);
    }

    [Fact]
    public void Values_HoldNoSpace_AndNamesAreUnique()
    {
        MetricsReading reading = Reading(("item_current", 3), ("segment_current", 2));
        IReadOnlyList<(string Name, string Value)>[] groups =
        [
            MemcachedStats.General(reading, Settings, Moment),
            MemcachedStats.Settings(Settings, Moment),
            MemcachedStats.ItemClasses(reading),
            MemcachedStats.SlabClasses(reading, Settings),
            MemcachedStats.Sizes(),
        ];
        Assert.All(groups.SelectMany(group => group), stat => Assert.Matches(new Regex("^[^ ]+$"), stat.Value));
        Assert.All(groups, group => Assert.Equal(group.Count, group.Select(stat => stat.Name).Distinct().Count()));
    }

    [Fact]
    public void General_HasWhatTheExporterAndTelegrafInsistOn()
    {
        Dictionary<string, string> stats = General(Reading());
        Assert.All(
            [
                "uptime", "time", "version", "cmd_set", "cas_hits", "cas_misses", "cas_badval", "rusage_user", "rusage_system", "bytes",
                "curr_items", "total_items", "curr_connections", "total_connections", "connection_structures", "cmd_get", "get_hits",
                "get_misses", "evictions", "reclaimed", "bytes_read", "bytes_written", "threads", "conn_yields", "limit_maxbytes",
                "delete_hits", "delete_misses", "incr_hits", "incr_misses", "decr_hits", "decr_misses", "max_connections",
                "rejected_connections", "store_too_large", "store_no_memory", "listen_disabled_num", "auth_cmds", "auth_errors",
            ],
            name => Assert.True(stats.ContainsKey(name), name));
    }

    [Fact]
    public void SettingsGroup_SaysWhatIsSet()
    {
        Dictionary<string, string> stats = MemcachedStats.Settings(Settings, Moment).ToDictionary(stat => stat.Name, stat => stat.Value);
        Assert.Equal("1000", stats["maxconns"]);
        Assert.Equal("on", stats["evictions"]);
        Assert.Equal("700", stats["umask"]);
        Assert.Equal("NULL", stats["domain_socket"]);
        Assert.Equal("1048576", stats["item_size_max"]);
        Assert.Equal("30", stats["idle_timeout"]);
        Assert.Equal("1", stats["verbosity"]);
        Assert.Equal("merge", stats["seg_eviction"]);
        Assert.Equal("auto-negotiate", stats["binding_protocol"]);
        Assert.Equal("no", stats["auth_enabled_sasl"]);
        Assert.Equal("no", stats["auth_enabled_ascii"]);
        Assert.Equal("off", MemcachedStats.Settings(Settings with { Eviction = "none" }, Moment).Single(stat => stat.Name == "evictions").Value);
    }

    [Fact]
    public void Authentication_IsShownWhereItIsAskedFor()
    {
        Dictionary<string, string> settings = MemcachedStats.Settings(Settings with { AuthFile = "/etc/pelikan.auth" }, Moment)
            .ToDictionary(stat => stat.Name, stat => stat.Value);
        Assert.Equal("yes", settings["auth_enabled_sasl"]);
        Assert.Equal("/etc/pelikan.auth", settings["auth_enabled_ascii"]);
        Dictionary<string, string> stats = General(Reading(("auth_cmds", 5), ("auth_errors", 2)));
        Assert.Equal("5", stats["auth_cmds"]);
        Assert.Equal("2", stats["auth_errors"]);
    }

    [Fact]
    public void ItemClasses_OfAnEmptyCache_AreNone()
    {
        Assert.Empty(MemcachedStats.ItemClasses(Reading(("item_current", 0), ("item_evict", 5))));
        Assert.Contains(("items:1:number", "2"), MemcachedStats.ItemClasses(Reading(("item_current", 2))));
    }

    [Fact]
    public void SlabClasses_AreOneClassOfSegments()
    {
        IReadOnlyList<(string Name, string Value)> stats = MemcachedStats.SlabClasses(Reading(("segment_current", 5), ("set_stored", 9)), Settings);
        Assert.Contains(("1:total_chunks", "32"), stats);
        Assert.Contains(("1:used_chunks", "5"), stats);
        Assert.Contains(("1:free_chunks", "27"), stats);
        Assert.Contains(("1:cmd_set", "9"), stats);
        Assert.Equal([("active_slabs", "1"), ("total_malloced", "67108864")], stats.TakeLast(2));
        Assert.Empty(MemcachedStats.SlabClasses(Reading(), Settings with { HeapBytes = 0, SegmentBytes = 0 }));
    }

    [Fact]
    public void ConnectionList_HasThreeLinesEach()
    {
        Assert.Equal(
            [("7:addr", "tcp:127.0.0.1:5"), ("7:state", "conn_read"), ("7:secs_since_last_cmd", "3")],
            MemcachedStats.ConnectionList([new ConnectionStats(7, "tcp:127.0.0.1:5", "conn_read", 3)]));
    }

    [Fact]
    public void GaugeThatDipsBelowZero_IsShownAsZero() => Assert.Equal("0", General(Reading(("tcp_conn_curr", -1)))["curr_connections"]);

    private static Dictionary<string, string> General(MetricsReading reading) =>
        MemcachedStats.General(reading, Settings, Moment).ToDictionary(stat => stat.Name, stat => stat.Value);

    private static MetricsReading Reading(params (string Name, long Value)[] metrics) => new(
        [.. metrics.Select(metric => new MetricSample(new MetricInfo(metric.Name, MetricKind.Gauge, "for a test"), metric.Value))], []);
}
