using System;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Protocol;

/// <summary>
/// The port through which protocols reach storage. One method is one atomic operation on one key.
/// Implemented by structs in <c>EntryStore/</c>; views handed out are valid until the guard is left.
/// </summary>
public interface IStore
{
    /// <summary>Begin a turn of the calling worker at the time <paramref name="now"/>.</summary>
    EpochGuard Enter(Instant now);

    /// <summary>Keys looked at together: about as many loads as a core keeps under way.</summary>
    const int PrefetchMax = 16;

    /// <summary>Hint that these keys are about to be read: start their cache misses together. May do nothing.</summary>
    void Prefetch(scoped ReadOnlySpan<byte> input, scoped ReadOnlySpan<Range> keys);

    /// <summary>Read a string; WrongKind of a collection.</summary>
    StoreStatus Get(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item);

    /// <summary>Read an item of any kind; <paramref name="access"/> is what is known of the reads before this one.</summary>
    StoreStatus Read(scoped ReadOnlySpan<byte> key, ReadIntent intent, in EpochGuard guard, out ItemView item, out ItemAccess access);

    /// <summary>
    /// Change an item of any kind by what it is; <paramref name="cas"/> is the id of what was stored or given another expiry, and of what was
    /// left where <see cref="NewItem.TellsCas"/> was asked for; else 0.
    /// </summary>
    /// <returns>Ok, or TooLarge or NoSpace where what was decided cannot be stored; then the item is as it was.</returns>
    StoreStatus Update<TUpdate>(scoped ReadOnlySpan<byte> key, scoped ref TUpdate update, in EpochGuard guard, out ulong cas)
        where TUpdate : struct, IItemUpdate, allows ref struct;

    /// <summary>
    /// Show a part of the live items. Called again with what it returned until that is 0, it has shown every item that was there all
    /// the time at least once, others perhaps.
    /// </summary>
    /// <param name="cursor">0 to begin; any other number is as good as one that this returned.</param>
    /// <param name="heads">How much: heads of the hash table, of about thirteen items each.</param>
    /// <param name="visitor">Is shown the items.</param>
    /// <param name="guard">The turn.</param>
    ulong Scan<TVisitor>(ulong cursor, int heads, scoped ref TVisitor visitor, in EpochGuard guard)
        where TVisitor : struct, IItemVisitor, allows ref struct;

    /// <summary>Heads of the hash tables, empty ones included.</summary>
    long HeadCount { get; }

    /// <summary>The cursor from which <see cref="Scan"/> begins with a head: <paramref name="head"/> others are before it.</summary>
    ulong CursorAt(long head);

    /// <summary>Items there are, those included that have expired and were not met since.</summary>
    long ItemCount { get; }

    /// <summary>As <see cref="Get"/>, and the view's CAS id is one that later stores will honour.</summary>
    StoreStatus GetWithCas(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item);

    /// <summary>Give an item a new expiry and read it. The CAS id stays.</summary>
    StoreStatus GetAndTouch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard, out ItemView item);

    StoreStatus Set(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard);

    StoreStatus Add(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard);

    StoreStatus Replace(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard);

    /// <summary>Add bytes behind the value; flags and expiry stay.</summary>
    StoreStatus Append(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard);

    /// <summary>Add bytes before the value; flags and expiry stay.</summary>
    StoreStatus Prepend(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard);

    /// <summary>Set if the item's CAS id is still <paramref name="cas"/>; else Exists or NotFound.</summary>
    StoreStatus CompareAndSet(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, ulong cas, in EpochGuard guard);

    /// <summary>Add to a decimal value, modulo 2^64; flags and expiry stay.</summary>
    StoreStatus Increment(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result);

    /// <summary>Subtract from a decimal value, stopping at 0; flags and expiry stay.</summary>
    StoreStatus Decrement(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result);

    /// <summary>Give an item a new expiry. The CAS id stays.</summary>
    StoreStatus Touch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard);

    StoreStatus Delete(scoped ReadOnlySpan<byte> key, in EpochGuard guard);

    /// <summary>
    /// Drop every item stored before <paramref name="at"/>. Now or in the past: done when the call returns, for every
    /// worker. In the future: done by then; a later call replaces an earlier one that is still to come.
    /// </summary>
    void FlushAll(Instant at, in EpochGuard guard);
}
