namespace Pelikan.Node.Protocol.Resp;

/// <summary>Index of each RESP counter in a worker's block, where they follow memcache's.</summary>
public enum RespMetric
{
    UnknownCommand = Memcache.MemcacheMetric.Count,
    Count,
}
