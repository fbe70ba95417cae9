using System;

namespace Pelikan.Storage.Packs;

/// <summary>Searches in a sorted set. Each gives the first ordinal at or behind a place, and the count where there is none.</summary>
internal static class SortedSearch
{
    /// <summary>By score alone.</summary>
    public static int ByScore<TPack>(scoped in TPack pack, double score, bool exclusive)
        where TPack : ISortedPack, allows ref struct
    {
        int low = 0;
        int high = pack.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            double met = pack.Score(middle);
            if (met < score || (exclusive && met <= score))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>By member alone, for sets whose scores are all the same.</summary>
    public static int ByMember<TPack>(scoped in TPack pack, scoped ReadOnlySpan<byte> member, bool exclusive)
        where TPack : ISortedPack, allows ref struct
    {
        int low = 0;
        int high = pack.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            int order = pack.Member(middle).SequenceCompareTo(member);
            if (order < 0 || (exclusive && order == 0))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>By score, then by member: where a member of that score is, or belongs.</summary>
    public static int ByBoth<TPack>(scoped in TPack pack, double score, scoped ReadOnlySpan<byte> member)
        where TPack : ISortedPack, allows ref struct
    {
        int low = 0;
        int high = pack.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            double met = pack.Score(middle);
            if (met < score || (met <= score && pack.Member(middle).SequenceCompareTo(member) < 0))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
