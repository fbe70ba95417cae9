using System;
using System.Threading;

namespace Pelikan.Node.Net;

/// <summary>
/// The node's bound on memory for unfinished requests and unsent replies. Workers take from it in lots, so that they
/// seldom meet here.
/// </summary>
public sealed class BufferBudget
{
    // Of the budget, one part in so many may lie idle in the reserves of all workers.
    private const int IdleFactor = 4;

    private long _taken;

    /// <param name="bufferMemoryMax">Bytes all workers together may hold.</param>
    /// <param name="workers">Workers that share them.</param>
    public BufferBudget(long bufferMemoryMax, int workers = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bufferMemoryMax);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workers);
        BufferMemoryMax = bufferMemoryMax;
        IdleBytesMax = workers == 1 ? bufferMemoryMax : bufferMemoryMax / IdleFactor / workers;
    }

    /// <summary>
    /// Bytes of free buffers that one worker may keep to itself. A worker cannot take back what another one keeps, so with
    /// several workers each keeps little: else one that was busy once would leave the others refusing requests.
    /// </summary>
    public long IdleBytesMax { get; }

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
