namespace Pelikan.Node.CommandLine;

/// <summary>What to do with a product whose configuration is valid.</summary>
public enum LaunchAction
{
    /// <summary>Serve until told to stop.</summary>
    Serve,

    /// <summary>List the metrics that the product has, and end.</summary>
    ListStats,
}
