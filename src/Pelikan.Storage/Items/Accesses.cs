using System;
using Pelikan.Storage.HashTable;

namespace Pelikan.Storage.Items;

/// <summary>What is known of the reads of an item, and how it comes to be known.</summary>
internal static class Accesses
{
    private const long MillisecondsPerSecond = 1000;

    /// <summary>The second on the node's clock, as <see cref="ItemTraits"/> keeps it: 136 years.</summary>
    public static uint SecondOf(Instant now) => (uint)(now.Milliseconds / MillisecondsPerSecond);

    /// <summary>Remember a read, where the item keeps account of its own.</summary>
    public static void Remember(ItemRef item, Instant now)
    {
        if ((item.Options & ItemOptions.HasTraits) != 0)
        {
            item.MarkAccess(SecondOf(now));
        }
    }

    /// <summary>
    /// What is known of the reads until now. A plain item keeps no account of them; the hash table counts those of its key. A turn that
    /// began earlier may meet a read that another worker has dated later: then it was just now.
    /// </summary>
    public static ItemAccess Of(in SlotRef found, ItemRef item, Instant now) => (item.Options & ItemOptions.HasTraits) == 0
        ? new ItemAccess(FrequencyCounter.Count(found.Bucket.ReadFrequency(found.Slot)) != 0, SecondsAgo: -1)
        : new ItemAccess((item.Traits.Marks & ItemMarks.Fetched) != 0, Math.Max(0, SecondOf(now) - (long)item.Traits.AccessSecond));
}
