using System;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>Places in a list as clients count them: from 0 on, or from -1 backwards.</summary>
internal static class ListIndex
{
    public static bool TryPlace(long index, int count, out int ordinal)
    {
        long place = index < 0 ? index + count : index;
        bool there = place >= 0 && place < count;
        ordinal = there ? (int)place : 0;
        return there;
    }

    /// <summary>The elements from one place to another, both included; none where the second is before the first.</summary>
    public static (int First, int Count) Range(long start, long stop, int count)
    {
        long first = Math.Max(0, start < 0 ? start + count : start);
        long last = Math.Min(count - 1, stop < 0 ? stop + count : stop);
        return first > last ? (0, 0) : ((int)first, (int)(last - first + 1));
    }
}
