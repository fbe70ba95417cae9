using System;
using System.Numerics;
using System.Threading;

namespace Pelikan.Node.Net;

/// <summary>
/// Connections between listeners and one worker: bounded, any number of producers, one consumer, no lock.
/// </summary>
/// <remarks>
/// After D. Vyukov's bounded queue. Each cell has a number that says whose turn it is:
/// <code>
///  number == position              free for the producer of this position
///  number == position + 1          filled, for the consumer
///  number == position + capacity   free again, one lap later
/// </code>
/// </remarks>
internal sealed class HandOverQueue
{
    private readonly Cell[] _cells;
    private readonly int _mask;
    private long _head;
    private long _tail;

    /// <param name="capacity">Rounded up to a power of two.</param>
    internal HandOverQueue(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _cells = new Cell[(int)BitOperations.RoundUpToPowerOf2((uint)capacity)];
        _mask = _cells.Length - 1;
        for (int i = 0; i < _cells.Length; i++)
        {
            _cells[i].Number = i;
        }
    }

    internal int Capacity => _cells.Length;

    /// <summary>Put a connection in; false when the queue is full. Any thread.</summary>
    internal bool TryEnqueue(in AcceptedSocket socket)
    {
        long position = Volatile.Read(ref _tail);
        while (true)
        {
            ref Cell cell = ref _cells[position & _mask];
            long lead = Volatile.Read(ref cell.Number) - position;
            if (lead < 0)
            {
                return false;
            }

            if (lead == 0 && Interlocked.CompareExchange(ref _tail, position + 1, position) == position)
            {
                cell.Socket = socket;

                // Release: the consumer that reads this number sees the socket.
                Volatile.Write(ref cell.Number, position + 1);
                return true;
            }

            position = Volatile.Read(ref _tail);
        }
    }

    /// <summary>Take the oldest connection out; false when there is none. On the worker's thread.</summary>
    internal bool TryDequeue(out AcceptedSocket socket)
    {
        ref Cell cell = ref _cells[_head & _mask];

        // Acquire: pairs with the release in TryEnqueue.
        if (Volatile.Read(ref cell.Number) != _head + 1)
        {
            socket = default;
            return false;
        }

        socket = cell.Socket;

        // Release: the producer of the next lap overwrites the socket only after it was read.
        Volatile.Write(ref cell.Number, _head + _cells.Length);
        _head++;
        return true;
    }

    private struct Cell
    {
        public long Number;
        public AcceptedSocket Socket;
    }
}
