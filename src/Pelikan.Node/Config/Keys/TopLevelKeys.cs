using Pelikan.Node.Config.Values;

namespace Pelikan.Node.Config.Keys;

/// <summary>What stands before the first section.</summary>
internal static class TopLevelKeys
{
    /// <summary>Longest path that Linux takes, without the zero at its end.</summary>
    public const int PathBytesMax = 4095;

    public static ConfigSection Section { get; } = new("", "The process.",
    [
        new ConfigKey<string>("", "pid_filename", new PathType(PathBytesMax), c => c.PidFilename,
            (c, v) => c with { PidFilename = v },
            "File that holds the process number while the server runs; \"\" for none. Set it where a script or a supervisor looks for it."),
    ]);
}
