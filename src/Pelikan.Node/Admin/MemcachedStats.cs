using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using Pelikan.Actors.Admin;

namespace Pelikan.Node.Admin;

/// <summary>
/// memcached's statistics, put together from Pelikan's metrics: pure functions from a reading, the settings and the moment
/// to names and values in memcached's order. What this server cannot know is left out rather than given as 0; tools skip
/// what is missing. The general group stays under 4,096 bytes, because collectd reads no more.
/// </summary>
internal static class MemcachedStats
{
    // Each bucket of the hash table is a cache line of eight words.
    private const int BucketBytes = 64;
    private const int SlotsPerBucketPower = 3;

    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerMicrosecond = 1_000;

    private static readonly StatName[] Commands =
    [
        StatName.Of("cmd_get", "get_key", "gets_key", "gat_key", "gats_key", "meta_get_hit", "meta_get_miss"),
        StatName.Of(
            "cmd_set",
            "set_stored", "set_not_stored", "add_stored", "add_not_stored", "replace_stored", "replace_not_stored",
            "append_stored", "append_not_stored", "prepend_stored", "prepend_not_stored", "cas_stored", "cas_exists", "cas_not_found",
            "meta_set_stored", "meta_set_not_stored", "meta_set_exists", "meta_set_not_found"),
        StatName.Of("cmd_flush", "flush_all"),
        StatName.Of("cmd_touch", "touch_touched", "touch_not_found", "gat_key", "gats_key", "meta_get_touched"),
        StatName.Of("cmd_meta", "meta_debug"),
        StatName.Of("get_hits", "get_key_hit", "gets_key_hit", "gat_key_hit", "gats_key_hit", "meta_get_hit"),
        StatName.Of("get_misses", "get_key_miss", "gets_key_miss", "gat_key_miss", "gats_key_miss", "meta_get_miss"),
        StatName.Of("delete_misses", "delete_not_found", "meta_delete_not_found", "meta_delete_exists"),
        StatName.Of("delete_hits", "delete_deleted", "meta_delete_deleted"),
        StatName.Of("incr_misses", "incr_not_found", "meta_incr_not_found"),
        StatName.Of("incr_hits", "incr_stored", "meta_incr_stored"),
        StatName.Of("decr_misses", "decr_not_found", "meta_decr_not_found"),
        StatName.Of("decr_hits", "decr_stored", "meta_decr_stored"),
        StatName.Of("cas_misses", "cas_not_found", "meta_set_not_found"),
        StatName.Of("cas_hits", "cas_stored"),
        StatName.Of("cas_badval", "cas_exists", "meta_set_exists"),
        StatName.Of("touch_hits", "touch_touched", "gat_key_hit", "gats_key_hit", "meta_get_touched"),
        StatName.Of("touch_misses", "touch_not_found", "gat_key_miss", "gats_key_miss"),
        StatName.Of("store_too_large", "value_too_large"),
        StatName.Of("store_no_memory", "store_no_space"),
        StatName.Of("auth_cmds", "auth_cmds"),
        StatName.Of("auth_errors", "auth_errors"),
        StatName.Of("idle_kicks", "session_idle_close"),
        StatName.Of("bytes_read", "session_recv_byte"),
        StatName.Of("bytes_written", "session_send_byte"),
    ];

    private static readonly StatName[] Connections =
    [
        StatName.Of("curr_connections", "tcp_conn_curr"),
        StatName.Of("total_connections", "tcp_accept"),
        StatName.Of("rejected_connections", "tcp_reject"),
        StatName.Of("connection_structures", "tcp_conn_curr"),
    ];

    private static readonly StatName[] Items =
    [
        StatName.Of("bytes", "item_current_bytes"),
        StatName.Of("curr_items", "item_current"),
        StatName.Of("total_items", "item_allocate"),
        StatName.Of("evictions", "item_evict"),
        StatName.Of("reclaimed", "item_expire"),
    ];

    private static readonly StatName[] ItemClass =
    [
        StatName.Of("number", "item_current"),
        StatName.Of("mem_requested", "item_current_bytes"),
        StatName.Of("evicted", "item_evict"),
        StatName.Of("outofmemory", "store_no_space"),
        StatName.Of("reclaimed", "item_expire"),
    ];

    private static readonly StatName ListenDisabled = StatName.Of("listen_disabled_num", "listener_fd_exhausted");
    private static readonly StatName Yields = StatName.Of("conn_yields", "session_turn_max");
    private static readonly StatName HashBuckets = StatName.Of("hash_buckets", "hash_buckets");
    private static readonly StatName HashOverflow = StatName.Of("hash_overflow_buckets", "hash_overflow_buckets");
    private static readonly StatName Segments = StatName.Of("segment_current", "segment_current");

    // What memcached also counts per class, out of Commands.
    private static readonly HashSet<string> CommandsOfClass =
        ["get_hits", "cmd_set", "delete_hits", "incr_hits", "decr_hits", "cas_hits", "cas_badval", "touch_hits"];

    /// <summary>Every Pelikan metric that is read here; a test holds that each of them exists.</summary>
    internal static IEnumerable<string> MetricsRead
    {
        get
        {
            StatName[] single = [ListenDisabled, Yields, HashBuckets, HashOverflow, Segments];
            foreach (StatName stat in (StatName[])[.. Commands, .. Connections, .. Items, .. ItemClass, .. single])
            {
                foreach (string metric in stat.Metrics)
                {
                    yield return metric;
                }
            }
        }
    }

    internal static IReadOnlyList<(string Name, string Value)> General(MetricsReading reading, ServerSettings settings, ServerMoment moment)
    {
        StatList stats = new();
        stats.Add("pid", moment.ProcessId);
        stats.Add("uptime", moment.UptimeSeconds);
        stats.Add("time", moment.UnixSeconds);
        stats.Add("version", settings.Version);
        stats.Add("pointer_size", IntPtr.Size * 8);
        stats.Add("rusage_user", Seconds(moment.UserNanoseconds));
        stats.Add("rusage_system", Seconds(moment.SystemNanoseconds));
        stats.Add("max_connections", settings.ConnectionsMax);
        stats.Add(Connections, reading);
        stats.Add(Commands, reading);
        stats.Add("limit_maxbytes", settings.HeapBytes);
        stats.Add("accepting_conns", moment.Accepting ? 1 : 0);
        stats.Add(ListenDisabled, reading);
        stats.Add("threads", settings.Threads);
        stats.Add(Yields, reading);
        long buckets = HashBuckets.Read(reading);
        stats.Add("hash_power_level", buckets == 0 ? 0 : BitOperations.Log2((ulong)buckets) + SlotsPerBucketPower);
        stats.Add("hash_bytes", (buckets + HashOverflow.Read(reading)) * BucketBytes);
        stats.Add(Items, reading);
        return stats.All;
    }

    internal static IReadOnlyList<(string Name, string Value)> Settings(ServerSettings settings, ServerMoment moment)
    {
        StatList stats = new();
        stats.Add("maxbytes", settings.HeapBytes);
        stats.Add("maxconns", settings.ConnectionsMax);
        stats.Add("tcpport", settings.Port);
        stats.Add("udpport", 0);
        stats.Add("inter", settings.Interface.Length == 0 ? "NULL" : settings.Interface);
        stats.Add("verbosity", moment.Verbosity);
        stats.Add("evictions", settings.Eviction == "none" ? "off" : "on");
        stats.Add("domain_socket", settings.UnixSocketPath.Length == 0 ? "NULL" : settings.UnixSocketPath);
        stats.Add("umask", Convert.ToString(settings.UnixSocketMode, 8));
        stats.Add("shutdown_command", "no");
        stats.Add("num_threads", settings.Threads);
        stats.Add("detail_enabled", "no");
        stats.Add("reqs_per_event", settings.RequestsPerTurnMax);
        stats.Add("cas_enabled", "yes");
        stats.Add("tcp_backlog", settings.Backlog);
        stats.Add("binding_protocol", "auto-negotiate");
        stats.Add("auth_enabled_sasl", settings.AuthFile.Length == 0 ? "no" : "yes");
        stats.Add("auth_enabled_ascii", settings.AuthFile.Length == 0 ? "no" : settings.AuthFile);
        stats.Add("item_size_max", settings.ValueBytesMax);
        stats.Add("maxconns_fast", "yes");
        stats.Add("hashpower_init", settings.HashPower);
        stats.Add("slab_reassign", "no");
        stats.Add("slab_automove", 0);
        stats.Add("lru_crawler", "no");
        stats.Add("lru_maintainer_thread", "no");
        stats.Add("flush_enabled", settings.FlushAllowed ? "yes" : "no");
        stats.Add("dump_enabled", "no");
        stats.Add("idle_timeout", (long)settings.IdleTimeout.TotalSeconds);
        stats.Add("seg_segment_size", settings.SegmentBytes);
        stats.Add("seg_eviction", settings.Eviction);
        stats.Add("seg_shards", settings.Shards);
        stats.Add("seg_datapool_path", settings.DatapoolPath.Length == 0 ? "NULL" : settings.DatapoolPath);
        return stats.All;
    }

    /// <summary>One class, number 1, that holds every item; nothing where there is no item.</summary>
    internal static IReadOnlyList<(string Name, string Value)> ItemClasses(MetricsReading reading)
    {
        StatList stats = new("items:1:");
        if (reading["item_current"] > 0)
        {
            stats.Add(ItemClass, reading);
        }

        return stats.All;
    }

    /// <summary>One class, number 1, whose pages and chunks are the segments.</summary>
    internal static IReadOnlyList<(string Name, string Value)> SlabClasses(MetricsReading reading, ServerSettings settings)
    {
        if (settings.SegmentBytes == 0)
        {
            return [];
        }

        long total = settings.HeapBytes / settings.SegmentBytes;
        long used = Segments.Read(reading);
        StatList stats = new("1:");
        stats.Add("chunk_size", settings.SegmentBytes);
        stats.Add("chunks_per_page", 1);
        stats.Add("total_pages", total);
        stats.Add("total_chunks", total);
        stats.Add("used_chunks", used);
        stats.Add("free_chunks", Math.Max(0, total - used));
        stats.Add("free_chunks_end", 0);
        foreach (StatName stat in Commands)
        {
            if (CommandsOfClass.Contains(stat.Name))
            {
                stats.Add(stat, reading);
            }
        }

        StatList totals = new();
        totals.Add("active_slabs", 1);
        totals.Add("total_malloced", total * settings.SegmentBytes);
        return [.. stats.All, .. totals.All];
    }

    internal static IReadOnlyList<(string Name, string Value)> Sizes() => [("sizes_status", "disabled")];

    internal static IReadOnlyList<(string Name, string Value)> ConnectionList(IEnumerable<ConnectionStats> connections)
    {
        List<(string Name, string Value)> stats = [];
        foreach (ConnectionStats connection in connections)
        {
            string descriptor = connection.Descriptor.ToString(CultureInfo.InvariantCulture);
            stats.Add(($"{descriptor}:addr", connection.Address));
            stats.Add(($"{descriptor}:state", connection.State));
            stats.Add(($"{descriptor}:secs_since_last_cmd", connection.SecondsSinceLastCommand.ToString(CultureInfo.InvariantCulture)));
        }

        return stats;
    }

    /// <summary>Seconds, one dot, six digits: what exporters insist on.</summary>
    private static string Seconds(long nanoseconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"{nanoseconds / NanosecondsPerSecond}.{nanoseconds % NanosecondsPerSecond / NanosecondsPerMicrosecond:D6}");

    /// <summary>Names and values in order, every name with the same beginning.</summary>
    private sealed class StatList(string prefix = "")
    {
        private readonly List<(string Name, string Value)> _stats = [];

        internal IReadOnlyList<(string Name, string Value)> All => _stats;

        internal void Add(string name, string value) => _stats.Add((prefix + name, value));

        internal void Add(string name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

        internal void Add(StatName stat, MetricsReading reading) => Add(stat.Name, stat.Read(reading));

        internal void Add(StatName[] stats, MetricsReading reading)
        {
            foreach (StatName stat in stats)
            {
                Add(stat, reading);
            }
        }
    }
}
