namespace Pelikan.Node.Config;

/// <summary>The event loops that serve requests.</summary>
public sealed record WorkerConfig
{
    /// <summary>Number of workers, one thread each; 0 is one a core.</summary>
    public int Threads { get; init; }

    /// <summary>Events taken from the kernel in one turn of a loop.</summary>
    public int Nevent { get; init; } = 1024;

    /// <summary>Requests of one connection served before the others have their turn.</summary>
    public int RequestsPerTurnMax { get; init; } = 128;
}
