using System;
using System.Collections.Generic;
using System.Globalization;

namespace Pelikan.Node.Protocol.Resp.Server;

/// <summary>The server's statistics and settings by the names that memcached has for them.</summary>
internal sealed class ServerStats
{
    private readonly Dictionary<string, string> _values = [];

    private ServerStats()
    {
    }

    /// <summary>The group of RESP's own counters.</summary>
    public static ReadOnlySpan<byte> RespGroup => "resp"u8;

    public static ServerStats Read(IServerControl server)
    {
        ServerStats stats = new();
        server.VisitStats(default, stats.Add);
        server.VisitStats("settings"u8, stats.Add);
        server.VisitStats(RespGroup, stats.Add);
        return stats;
    }

    public string Text(string name, string otherwise = "0") => _values.GetValueOrDefault(name, otherwise);

    public long Number(string name) =>
        long.TryParse(_values.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;

    // The general group comes first, and what it says is what is meant.
    private void Add(string name, string value) => _values.TryAdd(name, value);
}
