using Pelikan.Actors;
using Pelikan.Node.Config;

namespace Pelikan.Node.CommandLine;

/// <summary>What the command line asks for, with the settings read and checked. The product is in the configuration.</summary>
public sealed record LaunchRequest(LoadedConfig Loaded, ActorSettings Actors, LaunchAction Action)
{
    public Product Product => Loaded.Product;

    public NodeConfig Config => Loaded.Config;
}
