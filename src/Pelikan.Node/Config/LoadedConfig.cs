using System.Collections.Generic;

namespace Pelikan.Node.Config;

/// <summary>The settings in effect for a product, valid as a whole, and where each came from.</summary>
public sealed record LoadedConfig
{
    private readonly IReadOnlyDictionary<ConfigKey, ConfigOrigin> _origins;

    internal LoadedConfig(Product product, NodeConfig config, IReadOnlyDictionary<ConfigKey, ConfigOrigin> origins)
    {
        Product = product;
        Config = config;
        _origins = origins;
    }

    public Product Product { get; }

    public NodeConfig Config { get; }

    public ConfigOrigin OriginOf(ConfigKey key) => _origins.GetValueOrDefault(key, ConfigOrigin.Default);
}
