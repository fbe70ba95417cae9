using Pelikan.Node.Protocol;

namespace Pelikan.Node.Config;

/// <summary>In what products differ.</summary>
public static class ProductTraits
{
    /// <summary>Whether it has a heap, and the settings that go with it.</summary>
    public static bool StoresItems(Product product) => product != Product.Pingserver;

    /// <summary>The settings of a product before anybody set one.</summary>
    public static NodeConfig Defaults(Product product)
    {
        NodeConfig defaults = new();
        return product == Product.Rds ? defaults with { Server = defaults.Server with { Protocols = ProtocolSet.Resp } } : defaults;
    }
}
