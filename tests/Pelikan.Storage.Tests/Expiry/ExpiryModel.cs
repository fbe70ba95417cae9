using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Text;

namespace Pelikan.Storage.Tests.Expiry;

/// <summary>What must be stored under each key, from the meaning of the operations alone.</summary>
internal sealed class ExpiryModel
{
    private readonly Dictionary<int, ExpiryEntry> _entries = [];
    private readonly HashSet<ulong> _told = [];

    public void Clear() => _entries.Clear();

    public void Remove(int key) => _entries.Remove(key);

    public ExpiryEntry? Live(int key, Instant now) => _entries.GetValueOrDefault(key) is { } entry && entry.Expiry > now ? entry : null;

    /// <summary>The live key that expires first; -1 if none ever does.</summary>
    public int NextToExpire(Instant now, out Instant expiry)
    {
        int next = -1;
        expiry = Instant.Never;
        foreach ((int key, ExpiryEntry entry) in _entries)
        {
            if (entry.Expiry > now && entry.Expiry < expiry)
            {
                next = key;
                expiry = entry.Expiry;
            }
        }

        return next;
    }

    /// <summary>Whether the CAS id told of a live entry is the one that was told before, or else one that never was told of any.</summary>
    public bool TryTell(ExpiryEntry entry, ulong cas)
    {
        if (entry.Cas != 0)
        {
            return entry.Cas == cas;
        }

        entry.Cas = cas;
        return _told.Add(cas);
    }

    public void Put(int key, ExpiryEntry? entry)
    {
        _entries.Remove(key);
        if (entry is not null)
        {
            _entries.Add(key, entry);
        }
    }

    /// <summary>How a step must end on a key whose live entry is <paramref name="before"/>, and the entry that it leaves.</summary>
    public static (StoreStatus Status, ExpiryEntry? After) Apply(ExpiryStep step, ExpiryEntry? before, byte[] value)
    {
        ExpiryEntry? stored = step.Expiry > step.Now ? new ExpiryEntry(value, new Instant(step.Expiry)) : null;
        StoreStatus absent = step.Verb switch
        {
            ExpiryVerb.Set or ExpiryVerb.Add or ExpiryVerb.Store => StoreStatus.Ok,
            ExpiryVerb.Replace or ExpiryVerb.Append => StoreStatus.NotStored,
            _ => StoreStatus.NotFound,
        };
        if (before is null)
        {
            return (absent, absent == StoreStatus.Ok ? stored : null);
        }

        return step.Verb switch
        {
            ExpiryVerb.Get or ExpiryVerb.GetWithCas => (StoreStatus.Ok, before),
            ExpiryVerb.Add => (StoreStatus.NotStored, before),
            ExpiryVerb.Delete => (StoreStatus.Ok, null),
            ExpiryVerb.Touch or ExpiryVerb.GetAndTouch or ExpiryVerb.Renew => (StoreStatus.Ok, stored is null ? null : before with { Expiry = stored.Expiry }),
            ExpiryVerb.Append => (StoreStatus.Ok, before with { Value = [.. before.Value, .. value], Cas = 0 }),
            ExpiryVerb.Increment => (StoreStatus.Ok, before with { Value = Incremented(before.Value), Cas = 0 }),
            _ => (StoreStatus.Ok, stored),
        };
    }

    private static byte[] Incremented(byte[] value)
    {
        Utf8Parser.TryParse(value, out ulong number, out _);
        return Encoding.ASCII.GetBytes((number + 1).ToString());
    }
}
