using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Pelikan.Node.Config;
using Pelikan.Node.Config.Keys;
using Pelikan.Storage.Eviction;

namespace Pelikan.Node.Replay.Engines;

/// <summary>The names of eviction policies: those of the server's setting, so that what is compared here can be set there.</summary>
internal static class Policies
{
    private static readonly ConfigKey Key = SegKeys.Section.Keys.Single(key => key.Name == "eviction");

    /// <summary>The names in words.</summary>
    public static string Accepts => Key.Accepts;

    public static string NameOf(EvictionKind kind) =>
        Key.Write(new NodeConfig { Seg = new SegConfig { Eviction = kind } }).Trim('"');

    public static bool TryParse(string name, out EvictionKind kind, [NotNullWhen(false)] out string? problem)
    {
        NodeConfig config = new();
        problem = Key.Parse(name, ref config);
        kind = config.Seg.Eviction;
        return problem is null;
    }
}
