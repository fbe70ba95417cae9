using System;
using System.Collections.Generic;
using System.Numerics;

namespace Pelikan.Node.Net;

/// <summary>
/// One worker's buffers for what sessions have to keep between turns: arrays of a power of two bytes, reused, and paid
/// for out of the node's <see cref="BufferBudget"/>. A session that keeps nothing holds none.
/// </summary>
/// <remarks>Used by the worker's thread only.</remarks>
internal sealed class BufferPool
{
    /// <summary>The smallest buffer: holds the usual unfinished request.</summary>
    internal const int BufferBytesMin = 512;

    /// <summary>The largest buffer there is.</summary>
    internal const int BufferBytesMax = 1 << 30;

    /// <summary>Free buffers are kept up to so many bytes, or fewer where the budget is small; beyond, they go to the collector and back to the budget.</summary>
    internal const int FreeBytesMax = 4 * 1024 * 1024;

    /// <summary>What is taken from the budget at a time, where the budget is large.</summary>
    internal const int LotBytes = 256 * 1024;

    private static readonly int ClassCount = ClassOf(BufferBytesMax) + 1;

    // A lot is at most this part of what a worker may keep, because up to two lots lie in reserve.
    private const int LotFactor = 4;

    private readonly BufferBudget _budget;
    private readonly long _freeMax;
    private readonly long _lot;
    private readonly Stack<byte[]>[] _free = new Stack<byte[]>[ClassCount];
    private long _freeBytes;
    private long _allowance;

    internal BufferPool(BufferBudget budget)
    {
        _budget = budget;
        _freeMax = Math.Min(FreeBytesMax, budget.IdleBytesMax);
        _lot = Math.Min(LotBytes, budget.IdleBytesMax / LotFactor);
        for (int i = 0; i < _free.Length; i++)
        {
            _free[i] = new Stack<byte[]>();
        }
    }

    /// <summary>Bytes of the buffers that sessions hold.</summary>
    internal long RentedBytes { get; private set; }

    /// <summary>A buffer of at least <paramref name="size"/> bytes, or null where the budget has no room for it.</summary>
    internal byte[]? TryRent(int size)
    {
        if (size > BufferBytesMax)
        {
            return null;
        }

        int index = ClassOf(size);
        int bytes = BufferBytesMin << index;
        if (_free[index].TryPop(out byte[]? buffer))
        {
            _freeBytes -= bytes;
        }
        else if (TryPay(bytes))
        {
            buffer = GC.AllocateUninitializedArray<byte>(bytes);
        }
        else
        {
            return null;
        }

        RentedBytes += bytes;
        return buffer;
    }

    internal void Return(byte[] buffer)
    {
        RentedBytes -= buffer.Length;
        if (_freeBytes + buffer.Length <= _freeMax)
        {
            _freeBytes += buffer.Length;
            _free[ClassOf(buffer.Length)].Push(buffer);
        }
        else
        {
            Refund(buffer.Length);
        }
    }

    /// <summary>Give everything that is not rented back to the budget.</summary>
    internal void Trim()
    {
        foreach (Stack<byte[]> stack in _free)
        {
            stack.Clear();
        }

        _budget.GiveBack(_allowance + _freeBytes);
        _freeBytes = 0;
        _allowance = 0;
    }

    private static int ClassOf(int size) =>
        size <= BufferBytesMin ? 0 : BitOperations.Log2((uint)(size - 1)) + 1 - BitOperations.Log2(BufferBytesMin);

    private bool TryPay(int bytes)
    {
        if (_allowance < bytes && !TryTakeLot(bytes))
        {
            // Free buffers of other sizes are memory too: near the bound they are worth more as allowance.
            Trim();
            if (!_budget.TryTake(bytes))
            {
                return false;
            }

            _allowance = bytes;
        }

        _allowance -= bytes;
        return true;
    }

    private bool TryTakeLot(int bytes)
    {
        long lot = Math.Max(_lot, bytes);
        if (!_budget.TryTake(lot))
        {
            return false;
        }

        _allowance += lot;
        return true;
    }

    private void Refund(int bytes)
    {
        _allowance += bytes;
        if (_allowance > 2 * _lot)
        {
            _budget.GiveBack(_allowance - _lot);
            _allowance = _lot;
        }
    }
}
