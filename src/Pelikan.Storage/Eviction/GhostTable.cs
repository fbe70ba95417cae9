using System;
using System.Threading;
using Pelikan.Storage.Memory;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// Which keys a queue dropped lately. A table of buckets of 16 entries, one cache line each; an entry is
/// forgotten after as many later ones as the window says. Entered by one thread at a time, asked and taken by any; races lose an
/// entry or keep one too long, which the policy bears.
/// <code>
///  31             12 11          0
///  |  fingerprint 20 |  stamp 12 |   stamp: number of the entry, in steps; 0 in both = empty
/// </code>
/// </summary>
internal sealed unsafe class GhostTable : IDisposable
{
    private const int BucketEntries = 16;
    private const int EntryBytes = 4;
    private const int StampBits = 12;
    private const uint StampMask = (1u << StampBits) - 1;
    private const int FingerprintShift = 64 - 20;

    /// <summary>The most steps a window may have: ages are told apart up to the number of stamps.</summary>
    private const int WindowStepsMax = 1 << (StampBits - 1);

    private readonly NativeRegion _region;
    private readonly ulong _buckets;
    private readonly long _entriesPerStep;
    private long _entered;
    private long _window;

    /// <param name="entries">Places in the table, of 4 bytes each; half as many entries are remembered for sure.</param>
    public GhostTable(long entries)
    {
        _buckets = (ulong)Math.Max(1, entries / BucketEntries);
        _region = new NativeRegion((long)_buckets * BucketEntries * EntryBytes);
        Capacity = (long)_buckets * BucketEntries;
        _entriesPerStep = Math.Max(1, Capacity / (WindowStepsMax / 2));
        _window = Capacity / 2;
    }

    public long Capacity { get; }

    /// <summary>How many later entries one outlives; at most half the capacity.</summary>
    public void SetWindow(long entries) => Volatile.Write(ref _window, Math.Clamp(entries, 1, Capacity / 2));

    /// <summary>Remember a key. One thread at a time.</summary>
    public void Enter(ulong hash)
    {
        uint present = Stamp(_entered);
        Span<uint> bucket = Bucket(hash);
        int at = 0;
        uint oldest = 0;
        for (int i = 0; i < bucket.Length; i++)
        {
            uint entry = Volatile.Read(ref bucket[i]);
            uint age = entry == 0 ? uint.MaxValue : (present - entry) & StampMask;
            if (entry != 0 && entry >> StampBits == Fingerprint(hash))
            {
                age = uint.MaxValue;
            }

            if (age > oldest)
            {
                (at, oldest) = (i, age);
            }
        }

        Volatile.Write(ref bucket[at], (Fingerprint(hash) << StampBits) | present);
        Volatile.Write(ref _entered, _entered + 1);
    }

    /// <summary>Whether a key is remembered; then it is forgotten. Waits for nothing.</summary>
    public bool TryTake(ulong hash)
    {
        uint present = Stamp(Volatile.Read(ref _entered));
        long steps = (Volatile.Read(ref _window) + _entriesPerStep - 1) / _entriesPerStep;
        foreach (ref uint slot in Bucket(hash))
        {
            uint entry = Volatile.Read(ref slot);
            if (entry != 0 && entry >> StampBits == Fingerprint(hash) && ((present - entry) & StampMask) <= steps)
            {
                Volatile.Write(ref slot, 0);
                return true;
            }
        }

        return false;
    }

    public void Dispose() => _region.Dispose();

    /// <summary>Never 0 together with a stamp of 0: fingerprints begin at 1.</summary>
    private static uint Fingerprint(ulong hash) => (uint)(hash >> FingerprintShift) | 1;

    private uint Stamp(long entered) => (uint)(entered / _entriesPerStep) & StampMask;

    // SAFETY: the high half of the product is below the number of buckets; the region is the object's own until Dispose.
    private Span<uint> Bucket(ulong hash)
    {
        ulong index = Math.BigMul(hash << 24, _buckets, out _);
        return new Span<uint>((uint*)_region.Base + (index * BucketEntries), BucketEntries);
    }
}
