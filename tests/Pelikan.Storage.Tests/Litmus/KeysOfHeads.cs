using System.Collections.Generic;
using System.Linq;
using Pelikan.Storage.HashTable;

namespace Pelikan.Storage.Tests.Litmus;

/// <summary>Finds keys that the hash function sends to given heads.</summary>
internal static class KeysOfHeads
{
    /// <summary>So many keys for each of the first heads of a table that has not grown.</summary>
    public static long[][] Choose(BucketArray buckets, int heads, int each)
    {
        List<long>[] chosen = [.. Enumerable.Range(0, heads).Select(_ => new List<long>(each))];
        int missing = heads * each;
        for (long key = 1; missing > 0; key++)
        {
            List<long> head = chosen[(int)buckets.IndexAt(LitmusTable.HashOf(key), 0)];
            if (head.Count < each)
            {
                head.Add(key);
                missing--;
            }
        }

        return [.. chosen.Select(keys => keys.ToArray())];
    }
}
