namespace Pelikan.Node.Replay.Report;

/// <summary>What a curve says about a miss ratio.</summary>
public enum TargetBound
{
    /// <summary>It lies between two points.</summary>
    Interpolated,

    /// <summary>The smallest size is better already.</summary>
    AtMost,

    /// <summary>The largest size is worse still.</summary>
    NotReached,
}
