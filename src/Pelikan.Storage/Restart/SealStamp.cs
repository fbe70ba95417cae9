namespace Pelikan.Storage.Restart;

/// <summary>When a heap was sealed: on the node's clock, which expiries count on, and on the machine's, which goes on while no node runs.</summary>
/// <param name="Node">The node's time.</param>
/// <param name="Machine">The machine's time at the same moment.</param>
public readonly record struct SealStamp(Instant Node, MachineTime Machine)
{
    /// <summary>What the node's clock would say now, had it gone on.</summary>
    public Instant Continued(MachineTime now) => Node.PlusMilliseconds(now.Since(Machine));
}
