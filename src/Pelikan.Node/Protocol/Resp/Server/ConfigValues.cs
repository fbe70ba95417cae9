using System.Collections.Generic;
using System.Globalization;

namespace Pelikan.Node.Protocol.Resp.Server;

/// <summary>The settings that clients of Redis look at, with what this server does.</summary>
internal static class ConfigValues
{
    public static IReadOnlyList<(string Name, string Value)> Of(IServerControl server, ProtocolLimits limits)
    {
        ServerStats stats = ServerStats.Read(server);
        string addresses = stats.Text("inter", "");
        return
        [
            ("appendonly", "no"),
            ("bind", addresses == "NULL" ? "" : addresses.Replace(',', ' ')),
            ("cluster-enabled", "no"),
            ("databases", "1"),
            ("io-threads", stats.Text("threads", "1")),
            ("maxclients", stats.Text("max_connections")),
            ("maxmemory", stats.Text("limit_maxbytes")),
            ("maxmemory-policy", EvictionPolicy(stats)),
            ("port", stats.Text("tcpport")),
            ("proto-max-bulk-len", limits.ValueBytesMax.ToString(CultureInfo.InvariantCulture)),
            ("replica-read-only", "no"),
            ("requirepass", ""),
            ("save", ""),
            ("slave-read-only", "no"),
            ("tcp-backlog", stats.Text("tcp_backlog")),
            ("timeout", stats.Text("idle_timeout")),
            ("unixsocket", stats.Text("domain_socket", "NULL") is "NULL" ? "" : stats.Text("domain_socket")),
        ];
    }

    /// <summary>Redis' word that comes nearest: whatever is evicted, any key may go.</summary>
    public static string EvictionPolicy(ServerStats stats) => stats.Text("seg_eviction") == "none" ? "noeviction" : "allkeys-lru";
}
