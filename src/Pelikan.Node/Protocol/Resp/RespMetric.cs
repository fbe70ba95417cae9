namespace Pelikan.Node.Protocol.Resp;

/// <summary>Index of each RESP counter in a worker's block, where they follow memcache's. Behind the named ones there is one for each command.</summary>
public enum RespMetric
{
    /// <summary>Replies that are errors.</summary>
    Error = Memcache.MemcacheMetric.Count,

    ProtocolError,
    KeyHit,
    KeyMiss,
    ValueTooLarge,
    NoSpace,
    AuthFailure,

    /// <summary>Requests for a command that is not known; those for a known one are counted at its number behind this.</summary>
    UnknownCommand,

    Count = UnknownCommand + RespCommand.Count,
}
