using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>What a request asks to be made of which sets.</summary>
internal readonly ref struct AlgebraPlan
{
    private readonly RespArguments _arguments;
    private readonly int _firstKey;

    public AlgebraPlan(RespArguments arguments, int firstKey, int keys, AlgebraOperation operation)
    {
        _arguments = arguments;
        _firstKey = firstKey;
        Keys = keys;
        Operation = operation;
    }

    public int Keys { get; }

    public AlgebraOperation Operation { get; }

    /// <summary>Whether sorted sets are taken beside sets.</summary>
    public bool TakesSortedSets { get; init; }

    /// <summary>Where the weights begin, which have been found to be numbers; 0 where there are none.</summary>
    public int WeightsAt { get; init; }

    public ScoreAggregate Aggregate { get; init; }

    /// <summary>Whether the result becomes an item, which may be as large as one; else it is told.</summary>
    public bool Stores { get; init; }

    public ReadOnlySpan<byte> Key(int index) => _arguments[_firstKey + index];

    public bool Takes(ItemKind kind) => kind == ItemKind.Set || (kind == ItemKind.SortedSet && TakesSortedSets);

    public double Weight(int index)
    {
        double weight = 1;
        bool isNumber = WeightsAt == 0 || RespNumber.TryParseDouble(_arguments[WeightsAt + index], out weight);
        return isNumber ? weight : 1;
    }

    /// <summary>The score that a member has from two sets. What is not a number counts as 0, as with Redis.</summary>
    public double Together(double first, double second)
    {
        switch (Aggregate)
        {
            case ScoreAggregate.Min:
                return Math.Min(first, second);
            case ScoreAggregate.Max:
                return Math.Max(first, second);
            default:
                double sum = first + second;
                return double.IsNaN(sum) ? 0 : sum;
        }
    }
}
