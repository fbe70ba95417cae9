using Microsoft.Extensions.Logging;

namespace Pelikan.Node.Config;

/// <summary>The log of the server.</summary>
public sealed record DebugConfig
{
    /// <summary>The least severe message that is written.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>File to append to; empty for standard error.</summary>
    public string LogFile { get; init; } = "";
}
