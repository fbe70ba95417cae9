using System;
using System.Text;
using Pelikan.Node.Protocol.Resp.Sets;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>The options of ZUNION and its family.</summary>
internal struct AlgebraRequest
{
    private readonly AlgebraOperation _operation;
    private readonly bool _isCounted;

    public AlgebraRequest(RespCommand command)
    {
        _operation = command switch
        {
            RespCommand.ZUnion or RespCommand.ZUnionStore => AlgebraOperation.Union,
            RespCommand.ZDiff or RespCommand.ZDiffStore => AlgebraOperation.Difference,
            _ => AlgebraOperation.Intersection,
        };
        IsStored = command is RespCommand.ZUnionStore or RespCommand.ZInterStore or RespCommand.ZDiffStore;
        _isCounted = command == RespCommand.ZInterCard;
    }

    public readonly AlgebraOperation Operation => _operation;

    public bool IsStored { get; }

    /// <summary>Where the weights begin; 0 where there are none.</summary>
    public int WeightsAt { get; private set; }

    public ScoreAggregate Aggregate { get; private set; }

    public bool HasScores { get; private set; }

    /// <summary>The most that is to be counted; 0 for all.</summary>
    public long Limit { get; private set; }

    private readonly bool HasWeights => _operation != AlgebraOperation.Difference && !_isCounted;

    /// <summary>Read the options.</summary>
    /// <returns>False where they are not understood; the client has been told.</returns>
    public bool TryParse(scoped in RespArguments arguments, int first, int keys, RespWriter reply)
    {
        int index = first;
        while (index < arguments.Count)
        {
            ReadOnlySpan<byte> word = arguments[index];
            int behind = arguments.Count - index - 1;
            if (HasWeights && behind >= keys && Ascii.EqualsIgnoreCase(word, "weights"u8))
            {
                if (!TryParseWeights(arguments, index + 1, keys, reply))
                {
                    return false;
                }

                index += 1 + keys;
            }
            else if (HasWeights && behind >= 1 && Ascii.EqualsIgnoreCase(word, "aggregate"u8) && TryParseAggregate(arguments[index + 1]))
            {
                index += 2;
            }
            else if (!IsStored && !_isCounted && Ascii.EqualsIgnoreCase(word, "withscores"u8))
            {
                HasScores = true;
                index++;
            }
            else if (_isCounted && behind >= 1 && Ascii.EqualsIgnoreCase(word, "limit"u8))
            {
                if (!TryParseLimit(arguments[index + 1], reply))
                {
                    return false;
                }

                index += 2;
            }
            else
            {
                reply.Error(RespErrors.Syntax);
                return false;
            }
        }

        return true;
    }

    private bool TryParseWeights(scoped in RespArguments arguments, int first, int keys, RespWriter reply)
    {
        for (int index = first; index < first + keys; index++)
        {
            if (!RespNumber.TryParseDouble(arguments[index], out _))
            {
                reply.Error(SetErrors.WeightNotFloat);
                return false;
            }
        }

        WeightsAt = first;
        return true;
    }

    private bool TryParseAggregate(scoped ReadOnlySpan<byte> word)
    {
        if (Ascii.EqualsIgnoreCase(word, "sum"u8))
        {
            Aggregate = ScoreAggregate.Sum;
        }
        else if (Ascii.EqualsIgnoreCase(word, "min"u8))
        {
            Aggregate = ScoreAggregate.Min;
        }
        else if (Ascii.EqualsIgnoreCase(word, "max"u8))
        {
            Aggregate = ScoreAggregate.Max;
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool TryParseLimit(scoped ReadOnlySpan<byte> text, RespWriter reply)
    {
        if (RespNumber.TryParse(text, out long limit) && limit >= 0)
        {
            Limit = limit;
            return true;
        }

        reply.Error(SetErrors.LimitNegative);
        return false;
    }
}
