using System;
using Pelikan.Node.Protocol;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Tests.Protocol;

/// <summary>The model behind the port that protocols use.</summary>
internal readonly struct ModelStore(Model model) : IStore
{
    public EpochGuard Enter(Instant now) => model.Enter(now);

    public void Prefetch(scoped ReadOnlySpan<byte> input, scoped ReadOnlySpan<Range> keys)
    {
        foreach (Range key in keys)
        {
            _ = input[key];
        }

        model.Prefetched += keys.Length;
    }

    public StoreStatus Get(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item) =>
        StringOf(Read(key, ReadIntent.Use, in guard, out item, out _), ref item);

    public StoreStatus GetWithCas(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item) =>
        StringOf(Read(key, ReadIntent.Use | ReadIntent.Cas, in guard, out item, out _), ref item);

    public StoreStatus GetAndTouch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard, out ItemView item)
    {
        StoreStatus status = GetWithCas(key, in guard, out item);
        return status == StoreStatus.Ok ? Touch(key, expiry, in guard) : status;
    }

    public StoreStatus Read(scoped ReadOnlySpan<byte> key, ReadIntent intent, in EpochGuard guard, out ItemView item, out ItemAccess access)
    {
        access = default;
        item = default;
        if (!model.TryGet(key, guard.Now, out ModelItem? held))
        {
            return StoreStatus.NotFound;
        }

        long second = guard.Now.Milliseconds / 1000;
        access = new ItemAccess((held.Marks & ItemMarks.Fetched) != 0, held.KeepsAccess ? second - held.AccessSecond : -1);
        if ((intent & ReadIntent.Use) != 0 && held.KeepsAccess)
        {
            held.Marks |= ItemMarks.Fetched;
            held.AccessSecond = second;
        }

        item = new ItemView(model.ImageOf(key, held), (intent & ReadIntent.Cas) != 0 ? held.Cas : 0);
        model.AfterRead?.Invoke();
        return StoreStatus.Ok;
    }

    public StoreStatus Update<TUpdate>(scoped ReadOnlySpan<byte> key, scoped ref TUpdate update, in EpochGuard guard, out ulong cas)
        where TUpdate : struct, IItemUpdate, allows ref struct => model.Update(key, ref update, guard.Now, out cas);

    public ulong Scan<TVisitor>(ulong cursor, int heads, scoped ref TVisitor visitor, in EpochGuard guard)
        where TVisitor : struct, IItemVisitor, allows ref struct
    {
        model.Scans++;
        if (cursor == 0)
        {
            foreach ((byte[] key, ModelItem item) in model.Living(guard.Now))
            {
                visitor.Visit(new ItemView(model.ImageOf(key, item), 0));
            }
        }

        ulong next = cursor + (ulong)heads;
        return next < (ulong)model.Heads ? next : 0;
    }

    public long HeadCount => model.Heads;

    public ulong CursorAt(long head) => (ulong)head;

    public long ItemCount => model.ItemCount;

    public StoreStatus Set(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        model.Store(key, value, flags, expiry, guard.Now);

    public StoreStatus Add(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        model.TryGet(key, guard.Now, out _) ? StoreStatus.NotStored : model.Store(key, value, flags, expiry, guard.Now);

    public StoreStatus Replace(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        model.TryGet(key, guard.Now, out _) ? model.Store(key, value, flags, expiry, guard.Now) : StoreStatus.NotStored;

    public StoreStatus Append(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard) =>
        model.Join(key, value, behind: true, guard.Now);

    public StoreStatus Prepend(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard) =>
        model.Join(key, value, behind: false, guard.Now);

    public StoreStatus CompareAndSet(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, ulong cas, in EpochGuard guard)
    {
        if (!model.TryGet(key, guard.Now, out ModelItem? held) || held.Kind != ItemKind.String)
        {
            return StoreStatus.NotFound;
        }

        return held.Cas == cas ? model.Store(key, value, flags, expiry, guard.Now) : StoreStatus.Exists;
    }

    public StoreStatus Increment(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result) =>
        model.Count(key, delta, up: true, guard.Now, out result);

    public StoreStatus Decrement(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result) =>
        model.Count(key, delta, up: false, guard.Now, out result);

    public StoreStatus Touch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard)
    {
        if (!model.TryGet(key, guard.Now, out ModelItem? held))
        {
            return StoreStatus.NotFound;
        }

        if (held.Kind != ItemKind.String)
        {
            return StoreStatus.WrongKind;
        }

        StoreStatus status = model.CheckFit(held.Value.Length);
        if (status != StoreStatus.Ok)
        {
            return status;
        }

        held.Expiry = expiry;
        return StoreStatus.Ok;
    }

    public StoreStatus Delete(scoped ReadOnlySpan<byte> key, in EpochGuard guard)
    {
        bool found = model.TryGet(key, guard.Now, out _);
        model.Remove(key);
        return found ? StoreStatus.Ok : StoreStatus.NotFound;
    }

    public void FlushAll(Instant at, in EpochGuard guard) => model.FlushAll(at, guard.Now);

    private static StoreStatus StringOf(StoreStatus status, ref ItemView item)
    {
        if (status != StoreStatus.Ok || item.Kind == ItemKind.String)
        {
            return status;
        }

        item = default;
        return StoreStatus.WrongKind;
    }
}
