using System;
using Pelikan.Node.Protocol.Resp.Sets;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>A range of a sorted set as a client asks for it.</summary>
internal readonly ref struct SortedRange
{
    private readonly SortedRangeKind _kind;
    private readonly long _first;
    private readonly long _last;
    private readonly ScoreBound _minScore;
    private readonly ScoreBound _maxScore;
    private readonly MemberBound _minMember;
    private readonly MemberBound _maxMember;

    private SortedRange(long first, long last)
    {
        _kind = SortedRangeKind.Ranks;
        _first = first;
        _last = last;
    }

    private SortedRange(ScoreBound min, ScoreBound max)
    {
        _kind = SortedRangeKind.Scores;
        _minScore = min;
        _maxScore = max;
    }

    private SortedRange(MemberBound min, MemberBound max)
    {
        _kind = SortedRangeKind.Members;
        _minMember = min;
        _maxMember = max;
    }

    /// <summary>Read both ends.</summary>
    /// <returns>False where they are none; the client has been told.</returns>
    public static bool TryParse(SortedRangeKind kind, ReadOnlySpan<byte> min, ReadOnlySpan<byte> max, RespWriter reply, out SortedRange range)
    {
        range = default;
        switch (kind)
        {
            case SortedRangeKind.Ranks when RespNumber.TryParse(min, out long first) && RespNumber.TryParse(max, out long last):
                range = new SortedRange(first, last);
                return true;
            case SortedRangeKind.Ranks:
                reply.Error(RespErrors.NotInteger);
                return false;
            case SortedRangeKind.Scores when ScoreBound.TryParse(min, out ScoreBound low) && ScoreBound.TryParse(max, out ScoreBound high):
                range = new SortedRange(low, high);
                return true;
            case SortedRangeKind.Scores:
                reply.Error(SetErrors.RangeNotFloat);
                return false;
            default:
                return TryParseMembers(min, max, reply, out range);
        }
    }

    /// <summary>The ordinals that are in the range.</summary>
    /// <param name="pack">The sorted set.</param>
    /// <param name="isReversed">Whether ranks count from the end.</param>
    /// <param name="count">How many; 0 where the range is empty.</param>
    /// <returns>The lowest.</returns>
    public int Locate<TPack>(scoped in TPack pack, bool isReversed, out int count)
        where TPack : ISortedPack, allows ref struct
    {
        int start;
        int end;
        switch (_kind)
        {
            case SortedRangeKind.Scores:
                start = pack.LowerBound(_minScore.Score, _minScore.IsExclusive);
                end = pack.LowerBound(_maxScore.Score, !_maxScore.IsExclusive);
                break;
            case SortedRangeKind.Members:
                start = _minMember.Start(pack);
                end = _maxMember.End(pack);
                break;
            default:
                start = PlaceOf(_first, pack.Count);
                end = PlaceOf(_last, pack.Count, past: 1);
                break;
        }

        count = Math.Max(0, end - start);
        return _kind == SortedRangeKind.Ranks && isReversed ? pack.Count - start - count : start;
    }

    private static bool TryParseMembers(ReadOnlySpan<byte> min, ReadOnlySpan<byte> max, RespWriter reply, out SortedRange range)
    {
        if (MemberBound.TryParse(min, out MemberBound low) && MemberBound.TryParse(max, out MemberBound high))
        {
            range = new SortedRange(low, high);
            return true;
        }

        range = default;
        reply.Error(SetErrors.RangeNotString);
        return false;
    }

    private static int PlaceOf(long rank, int members, int past = 0)
    {
        long fromStart = rank < 0 ? rank + members : rank;
        return (int)Math.Clamp(fromStart, -past, members - past) + past;
    }
}
