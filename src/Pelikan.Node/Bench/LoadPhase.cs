namespace Pelikan.Node.Bench;

/// <summary>How far a run has come; it only goes forward.</summary>
internal enum LoadPhase
{
    /// <summary>Under load, not measured.</summary>
    Warmup,

    Measure,

    /// <summary>Send nothing more, wait for the replies under way.</summary>
    Drain,
}
