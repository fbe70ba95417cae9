namespace Pelikan.Node.Config;

/// <summary>
/// All settings of one node. The initial values here and in the sections are the only home of the defaults; what each
/// setting accepts, and why one would change it, stands in <see cref="ConfigSchema"/> and in docs/configuration.md.
/// </summary>
public sealed record NodeConfig
{
    /// <summary>The file that holds the process number while the server runs; empty for none.</summary>
    public string PidFilename { get; init; } = "";

    public AdminConfig Admin { get; init; } = new();

    public ServerConfig Server { get; init; } = new();

    public WorkerConfig Worker { get; init; } = new();

    public LimitsConfig Limits { get; init; } = new();

    public SegConfig Seg { get; init; } = new();

    public TimeConfig Time { get; init; } = new();

    public DebugConfig Debug { get; init; } = new();
}
