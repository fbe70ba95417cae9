using Microsoft.Extensions.Logging;
using Pelikan.Node.Config.Values;

namespace Pelikan.Node.Config.Keys;

/// <summary>The <c>[debug]</c> section.</summary>
internal static class DebugKeys
{
    private const string Name = "debug";

    public static ConfigSection Section { get; } = new(Name, "The log of the server.",
    [
        new ConfigKey<LogLevel>(Name, "log_level",
            new ChoiceType<LogLevel>(
                ("error", LogLevel.Error), ("warn", LogLevel.Warning), ("info", LogLevel.Information), ("debug", LogLevel.Debug), ("trace", LogLevel.Trace)),
            c => c.Debug.LogLevel,
            (c, v) => c with { Debug = c.Debug with { LogLevel = v } },
            "Least severe message that is written. Requests are never logged; \"debug\" tells more of starting, stopping and eviction."),
        new ConfigKey<string>(Name, "log_file", new PathType(TopLevelKeys.PathBytesMax), c => c.Debug.LogFile,
            (c, v) => c with { Debug = c.Debug with { LogFile = v } },
            "File to append the log to; \"\" is standard error, which a service manager keeps."),
    ]);
}
