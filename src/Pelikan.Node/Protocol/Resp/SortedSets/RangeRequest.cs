using System;
using System.Text;
using Pelikan.Node.Protocol.Resp.Sets;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>What one of the ZRANGE commands asks for beside the range itself.</summary>
internal struct RangeRequest
{
    private const long All = -1;

    public RangeRequest()
    {
    }

    /// <summary>What the command's name says; null where an option says it.</summary>
    public SortedRangeKind? NamedKind { get; init; }

    /// <summary>What the command's name says; null where an option says it.</summary>
    public bool? NamedReversal { get; init; }

    /// <summary>Whether the range is stored: there are scores then, and no option for them.</summary>
    public bool IsStored { get; init; }

    public SortedRangeKind Kind { get; private set; }

    public bool IsReversed { get; private set; }

    public bool HasScores { get; private set; }

    private long Offset { get; set; }

    private long Limit { get; set; } = All;

    public static RangeRequest Of(RespCommand command) => command switch
    {
        RespCommand.ZRevRange => new() { NamedKind = SortedRangeKind.Ranks, NamedReversal = true },
        RespCommand.ZRangeByScore => new() { NamedKind = SortedRangeKind.Scores, NamedReversal = false },
        RespCommand.ZRevRangeByScore => new() { NamedKind = SortedRangeKind.Scores, NamedReversal = true },
        RespCommand.ZRangeByLex => new() { NamedKind = SortedRangeKind.Members, NamedReversal = false },
        RespCommand.ZRevRangeByLex => new() { NamedKind = SortedRangeKind.Members, NamedReversal = true },
        _ => new() { IsStored = command == RespCommand.ZRangeStore },
    };

    /// <summary>Read the options.</summary>
    /// <returns>False where they are not understood; the client has been told.</returns>
    public bool TryParse(scoped in RespArguments arguments, int first, RespWriter reply)
    {
        SortedRangeKind? kind = null;
        for (int index = first; index < arguments.Count; index++)
        {
            ReadOnlySpan<byte> word = arguments[index];
            if (!IsStored && Ascii.EqualsIgnoreCase(word, "withscores"u8))
            {
                HasScores = true;
            }
            else if (Ascii.EqualsIgnoreCase(word, "limit"u8) && index + 2 < arguments.Count)
            {
                if (!TryParseLimit(arguments[index + 1], arguments[index + 2], reply))
                {
                    return false;
                }

                index += 2;
            }
            else if (NamedReversal is null && !IsReversed && Ascii.EqualsIgnoreCase(word, "rev"u8))
            {
                IsReversed = true;
            }
            else if (NamedKind is null && kind is null && KindOf(word) is SortedRangeKind named)
            {
                kind = named;
            }
            else
            {
                reply.Error(RespErrors.Syntax);
                return false;
            }
        }

        Kind = NamedKind ?? kind ?? SortedRangeKind.Ranks;
        IsReversed |= NamedReversal ?? false;
        return IsConsistent(reply);
    }

    /// <summary>Of the ordinals in a range, those that the limit leaves; still ascending.</summary>
    public readonly int Cut(int start, ref int count)
    {
        if (Offset < 0 || Offset >= count)
        {
            count = 0;
            return start;
        }

        int passed = (int)Offset;
        int left = count - passed;
        int taken = Limit < 0 ? left : (int)Math.Min(Limit, left);
        int cut = IsReversed ? start + left - taken : start + passed;
        count = taken;
        return cut;
    }

    private static SortedRangeKind? KindOf(scoped ReadOnlySpan<byte> word) =>
        Ascii.EqualsIgnoreCase(word, "byscore"u8) ? SortedRangeKind.Scores
        : Ascii.EqualsIgnoreCase(word, "bylex"u8) ? SortedRangeKind.Members
        : null;

    private bool TryParseLimit(scoped ReadOnlySpan<byte> offset, scoped ReadOnlySpan<byte> limit, RespWriter reply)
    {
        if (RespNumber.TryParse(offset, out long passed) && RespNumber.TryParse(limit, out long taken))
        {
            Offset = passed;
            Limit = taken;
            return true;
        }

        reply.Error(RespErrors.NotInteger);
        return false;
    }

    private readonly bool IsConsistent(RespWriter reply)
    {
        if (Limit != All && Kind == SortedRangeKind.Ranks)
        {
            reply.Error(SetErrors.RangeLimit);
            return false;
        }

        if (HasScores && Kind == SortedRangeKind.Members)
        {
            reply.Error(SetErrors.RangeScores);
            return false;
        }

        return true;
    }
}
