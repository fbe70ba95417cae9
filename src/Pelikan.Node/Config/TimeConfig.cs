using Pelikan.Node.Protocol;

namespace Pelikan.Node.Config;

/// <summary>How expiry times are understood.</summary>
public sealed record TimeConfig
{
    public TimeType TimeType { get; init; } = TimeType.Memcache;
}
