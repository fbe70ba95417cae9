using System;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Pelikan.Node.Protocol.Resp.Connection;

namespace Pelikan.Node.Protocol.Resp.Server;

/// <summary>What INFO says: sections of lines, with the names that Redis gives them.</summary>
internal static class InfoText
{
    private const long SecondsPerDay = 24 * 60 * 60;

    private static readonly (string Name, bool IsDefault, Action<StringBuilder, ServerStats, long> Write)[] Sections =
    [
        ("Server", true, Server),
        ("Clients", true, Clients),
        ("Memory", true, Memory),
        ("Persistence", true, (text, _, _) => Line(Line(text, "loading", "0"), "aof_enabled", "0")),
        ("Stats", true, Stats),
        ("Replication", true, (text, _, _) => Line(Line(text, "role", "master"), "connected_slaves", "0")),
        ("CPU", true, Cpu),
        ("Modules", true, (_, _, _) => { }),
        ("Commandstats", false, Commands),
        ("Errorstats", true, (text, stats, _) => text.Append(CultureInfo.InvariantCulture, $"errorstat_ERR:count={stats.Text("resp_error")}\r\n")),
        ("Cluster", true, (text, _, _) => Line(text, "cluster_enabled", "0")),
        ("Keyspace", true, Keyspace),
    ];

    public static string Of(scoped in RespArguments arguments, IServerControl server, long items)
    {
        ServerStats stats = ServerStats.Read(server);
        StringBuilder text = new();
        foreach ((string name, bool isDefault, Action<StringBuilder, ServerStats, long> write) in Sections)
        {
            if (IsWanted(in arguments, name, isDefault))
            {
                text.Append(text.Length == 0 ? "" : "\r\n").Append(CultureInfo.InvariantCulture, $"# {name}\r\n");
                write(text, stats, items);
            }
        }

        return text.ToString();
    }

    // A name that is not known asks for nothing.
    private static bool IsWanted(scoped in RespArguments arguments, string name, bool isDefault)
    {
        if (arguments.Count == 1)
        {
            return isDefault;
        }

        for (int i = 1; i < arguments.Count; i++)
        {
            ReadOnlySpan<byte> word = arguments[i];
            if (Ascii.EqualsIgnoreCase(word, name)
                || Ascii.EqualsIgnoreCase(word, "all"u8)
                || Ascii.EqualsIgnoreCase(word, "everything"u8)
                || (isDefault && Ascii.EqualsIgnoreCase(word, "default"u8)))
            {
                return true;
            }
        }

        return false;
    }

    private static void Server(StringBuilder text, ServerStats stats, long items)
    {
        long uptime = stats.Number("uptime");
        Line(text, "redis_version", HelloCommands.RedisVersion);
        Line(text, "redis_mode", "standalone");
        Line(text, "pelikan_version", stats.Text("version", ""));
        Line(text, "os", RuntimeInformation.OSDescription);
        Line(text, "arch_bits", stats.Text("pointer_size", "64"));
        Line(text, "process_id", stats.Text("pid"));
        Line(text, "tcp_port", stats.Text("tcpport"));
        Line(text, "server_time_usec", stats.Text("time") + "000000");
        Line(text, "uptime_in_seconds", uptime);
        Line(text, "uptime_in_days", uptime / SecondsPerDay);
        Line(text, "io_threads_active", stats.Text("threads"));
    }

    private static void Clients(StringBuilder text, ServerStats stats, long items)
    {
        Line(text, "connected_clients", stats.Text("curr_connections"));
        Line(text, "maxclients", stats.Text("max_connections"));
        Line(text, "blocked_clients", "0");
    }

    private static void Memory(StringBuilder text, ServerStats stats, long items)
    {
        Line(text, "used_memory", stats.Text("bytes"));
        Line(text, "maxmemory", stats.Text("limit_maxbytes"));
        Line(text, "maxmemory_policy", ConfigValues.EvictionPolicy(stats));
    }

    private static void Stats(StringBuilder text, ServerStats stats, long items)
    {
        Line(text, "total_connections_received", stats.Text("total_connections"));
        Line(text, "total_commands_processed", RespRequests(stats));
        Line(text, "total_net_input_bytes", stats.Text("bytes_read"));
        Line(text, "total_net_output_bytes", stats.Text("bytes_written"));
        Line(text, "rejected_connections", stats.Text("rejected_connections"));
        Line(text, "expired_keys", stats.Text("reclaimed"));
        Line(text, "evicted_keys", stats.Text("evictions"));
        Line(text, "keyspace_hits", stats.Number("get_hits") + stats.Number("resp_key_hit"));
        Line(text, "keyspace_misses", stats.Number("get_misses") + stats.Number("resp_key_miss"));
        Line(text, "total_error_replies", stats.Text("resp_error"));
    }

    private static void Cpu(StringBuilder text, ServerStats stats, long items)
    {
        Line(text, "used_cpu_sys", stats.Text("rusage_system"));
        Line(text, "used_cpu_user", stats.Text("rusage_user"));
    }

    private static void Commands(StringBuilder text, ServerStats stats, long items)
    {
        foreach (RespCommandInfo command in RespCommandTable.All.Where(command => command.Command != RespCommand.Unsupported))
        {
            long calls = stats.Number(CounterOf(command));
            if (calls > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"cmdstat_{command.Name}:calls={calls}\r\n");
            }
        }
    }

    // When which item expires is in the items; it is not added up.
    private static void Keyspace(StringBuilder text, ServerStats stats, long items)
    {
        if (items > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"db0:keys={items},expires=0,avg_ttl=0\r\n");
        }
    }

    private static long RespRequests(ServerStats stats) =>
        RespCommandTable.All.Where(command => command.Command != RespCommand.Unsupported).Sum(command => stats.Number(CounterOf(command)));

    private static string CounterOf(RespCommandInfo command) => $"resp_{command.Name}";

    private static StringBuilder Line(StringBuilder text, string name, string value) => text.Append(name).Append(':').Append(value).Append("\r\n");

    private static StringBuilder Line(StringBuilder text, string name, long value) =>
        text.Append(name).Append(CultureInfo.InvariantCulture, $":{value}\r\n");
}
