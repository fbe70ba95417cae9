using System;
using System.Threading;

namespace Pelikan.Node.Net;

/// <summary>
/// The node's bound on memory for unfinished requests and unsent replies. Workers take from it in lots, so that they
/// seldom meet here.
/// </summary>
public sealed class BufferBudget
{
    private long _taken;

    /// <param name="bufferMemoryMax">Bytes all workers together may hold.</param>
    public BufferBudget(long bufferMemoryMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bufferMemoryMax);
        BufferMemoryMax = bufferMemoryMax;
    }

    public long BufferMemoryMax { get; }

    /// <summary>Bytes taken by workers, lots in reserve included.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>Take bytes; false, and nothing taken, where that would pass the bound. Any thread.</summary>
    internal bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= BufferMemoryMax)
        {
            return true;
        }

        Interlocked.Add(ref _taken, -bytes);
        return false;
    }

    internal void GiveBack(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
