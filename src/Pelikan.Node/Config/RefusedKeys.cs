using System;
using System.Collections.Frozen;
using System.Collections.Generic;

namespace Pelikan.Node.Config;

/// <summary>
/// Keys of other Pelikan servers that have no effect here, each with what to do instead. They are refused by name, so that
/// a file brought along from elsewhere is understood rather than silently ignored.
/// </summary>
internal static class RefusedKeys
{
    private const string OwnPolling = "event loops here wait without a time limit and wake when there is work; remove it";
    private const string OwnBuffers = "buffers here grow as needed up to limits.buffer_memory_max; remove it";
    private const string NoTls = "this server does not speak TLS: end it in a proxy in front; remove it";
    private const string NoCommandLog = "this server has no command log; remove it";
    private const string NoRotation = "the log is not rotated here: leave debug.log_file empty for a service manager to keep it; remove this key";
    private const string NoStatsLog = "metrics are not written to a file: read /metrics or the admin port; remove it";
    private const string NoProxy = "this program has no proxy; remove the section";
    private const string NoTimingWheel = "this admin port has no timing wheel; remove it";

    /// <summary>A path, or a section's name for all that is in it.</summary>
    private static readonly FrozenDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["daemonize"] = "the server stays in the foreground: run it under systemd or another supervisor; remove it",
        ["dlog_interval"] = "the log is written as it happens; remove it",
        ["admin.timeout"] = OwnPolling,
        ["admin.nevent"] = "the admin port takes what comes; remove it",
        ["admin.tw_tick"] = NoTimingWheel,
        ["admin.tw_cap"] = NoTimingWheel,
        ["admin.tw_ntick"] = NoTimingWheel,
        ["admin.use_tls"] = NoTls,
        ["server.timeout"] = OwnPolling,
        ["server.nevent"] = "the listener accepts in batches of its own; remove it",
        ["worker.timeout"] = OwnPolling,
        ["tls"] = NoTls,
        ["buf"] = OwnBuffers,
        ["dbuf"] = OwnBuffers,
        ["array"] = OwnBuffers,
        ["request"] = OwnBuffers,
        ["response"] = OwnBuffers,
        ["pipe"] = OwnBuffers,
        ["sockio.buf_sock_poolsize"] = "connections are limited by server.connections_max; write it there",
        ["tcp.backlog"] = "it belongs in [server]; write backlog there",
        ["tcp.poolsize"] = "connections are limited by server.connections_max; write it there",
        ["stats_log"] = NoStatsLog,
        ["metrics"] = NoStatsLog,
        ["klog"] = NoCommandLog,
        ["general"] = "the product is named on the command line; remove the section",
        ["seg.overflow_factor"] = "the hash table adds overflow buckets as needed; remove it",
        ["seg.admission_ratio"] = "the eviction policy s3fifo needs no such setting; remove it",
        ["debug.log_max_keep_files"] = NoRotation,
        ["debug.log_rotation_interval"] = NoRotation,
        ["debug.log_backup"] = NoRotation,
        ["debug.log_max_size"] = NoRotation,
        ["debug.log_queue_depth"] = "the log has no queue to size; remove it",
        ["debug.log_single_message_size"] = "messages have no fixed size; remove it",
        ["listener"] = NoProxy,
        ["frontend"] = NoProxy,
        ["backend"] = NoProxy,
        ["proxy"] = NoProxy,
    }.ToFrozenDictionary();

    /// <summary>All refused paths, for the tests that hold this table against the accepted keys.</summary>
    public static IEnumerable<string> Paths => Reasons.Keys;

    /// <summary>Why a key or section is refused, or null where it is none of these.</summary>
    public static string? ReasonFor(string path) => Reasons.GetValueOrDefault(path);

    /// <summary>Whether single keys of this section are refused by name though the section has none of its own.</summary>
    public static bool HasKeysOf(string section)
    {
        foreach (string path in Reasons.Keys)
        {
            if (path.StartsWith(section + '.', StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
