using System.Collections.Generic;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.Node.Protocol.Resp;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Protocol;

/// <summary>The counters of all protocols of a cache, in one block a worker.</summary>
public static class CacheMetrics
{
    public static IReadOnlyList<MetricInfo> All { get; } = [.. MemcacheMetrics.All, .. RespMetrics.All];
}
