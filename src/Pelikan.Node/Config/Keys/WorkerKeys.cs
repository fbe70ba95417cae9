using Pelikan.Node.Config.Values;

namespace Pelikan.Node.Config.Keys;

/// <summary>The <c>[worker]</c> section.</summary>
internal static class WorkerKeys
{
    private const string Name = "worker";
    private const int ThreadsMax = 1024;
    private const int EventsMax = 65_536;
    private const int RequestsMax = 1_000_000;

    public static ConfigSection Section { get; } = new(Name, "The event loops that serve requests.",
    [
        new ConfigKey<int>(Name, "threads", new IntegerType(0, ThreadsMax), c => c.Worker.Threads,
            (c, v) => c with { Worker = c.Worker with { Threads = v } },
            "Workers, one thread each; 0 is one a core. Lower it where the machine has other work to do."),
        new ConfigKey<int>(Name, "nevent", new IntegerType(1, EventsMax), c => c.Worker.Nevent,
            (c, v) => c with { Worker = c.Worker with { Nevent = v } },
            "Events a worker takes from the kernel in one turn. Lower it for shorter turns, and so for steadier latency under load."),
        new ConfigKey<int>(Name, "requests_per_turn_max", new IntegerType(1, RequestsMax), c => c.Worker.RequestsPerTurnMax,
            (c, v) => c with { Worker = c.Worker with { RequestsPerTurnMax = v } },
            "Requests of one connection served before the others have their turn (memcached: -R); what was dear, such as stats or 256 KiB copied or sent, is the last of a turn too. Lower it where deep pipelines delay others."),
    ]);
}
