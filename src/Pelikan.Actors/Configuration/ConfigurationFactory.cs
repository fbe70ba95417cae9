using System;
using System.IO;
using Pelikan.Actors.Configuration.Hocon;

namespace Pelikan.Actors.Configuration;

/// <summary>Reads HOCON into a <see cref="Config"/>.</summary>
public static class ConfigurationFactory
{
    public static readonly Config Empty = ParseString(string.Empty);

    /// <summary>Read text; its includes are files relative to the current directory.</summary>
    /// <exception cref="HoconException">The text is not HOCON, or a substitution cannot be resolved.</exception>
    public static Config ParseString(string hocon) => Parse([new HoconText("text", hocon)]);

    /// <summary>Read a file.</summary>
    /// <exception cref="HoconException">The file cannot be read or is not HOCON.</exception>
    public static Config ParseFile(string path) => Parse([HoconFiles.Read(path)]);

    /// <summary>
    /// Read several texts as one: later ones overrule earlier ones, and a substitution sees the final value of what it names.
    /// </summary>
    internal static Config Parse(HoconText[] layers) => Parse(layers, Environment.GetEnvironmentVariable);

    internal static Config Parse(HoconText[] layers, Func<string, string?> environment)
    {
        HoconObject root = new(new HoconOrigin(layers.Length > 0 ? layers[0].Name : string.Empty, 1, 1));
        foreach (HoconText layer in layers)
        {
            new HoconParser(layer).ParseInto(root);
        }

        return new Config(new HoconResolver(root, environment).Resolve());
    }
}
