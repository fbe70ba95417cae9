using System.Collections.Generic;

namespace Pelikan.Node.Config;

/// <summary>The products as the command line and messages have them.</summary>
public static class ProductNames
{
    /// <summary>Every product with its name, the default first.</summary>
    public static IReadOnlyList<(string Name, Product Product)> All { get; } =
        [("segcache", Product.Segcache), ("rds", Product.Rds), ("pingserver", Product.Pingserver)];

    public static string Of(Product product)
    {
        foreach ((string name, Product known) in All)
        {
            if (known == product)
            {
                return name;
            }
        }

        return product.ToString();
    }
}
