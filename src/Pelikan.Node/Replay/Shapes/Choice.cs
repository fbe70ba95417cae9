using System;
using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Node.Replay.Shapes;

/// <summary>One of a few possibilities, drawn by their shares: a sum over a short list, because there are ten at most.</summary>
internal sealed class Choice<T>
{
    private readonly T[] _items;
    private readonly double[] _upTo;

    /// <param name="shares">The possibilities; their parts need not sum to 1. One whose part is 0 is never drawn.</param>
    public Choice(IEnumerable<Share<T>> shares)
    {
        Share<T>[] possible = [.. shares.Where(share => share.Part > 0)];
        _items = [.. possible.Select(share => share.Item)];
        _upTo = new double[possible.Length];
        double sum = possible.Sum(share => share.Part);
        double upTo = 0;
        for (int i = 0; i < possible.Length; i++)
        {
            upTo += possible[i].Part / sum;
            _upTo[i] = upTo;
        }
    }

    /// <summary>Nothing can be drawn.</summary>
    public bool IsEmpty => _items.Length == 0;

    /// <param name="unit">From 0 up to, not including, 1.</param>
    public T At(double unit)
    {
        int last = _items.Length - 1;
        for (int i = 0; i < last; i++)
        {
            if (unit < _upTo[i])
            {
                return _items[i];
            }
        }

        return last < 0 ? throw new InvalidOperationException("a choice among nothing") : _items[last];
    }
}
