using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Tests.Protocol;

/// <summary>
/// A store as a dictionary with expiry times: what storage promises, in the plainest words. Steady use of the same keys
/// allocates nothing, so that an allocation seen through it is the protocol's own.
/// </summary>
internal sealed class Model
{
    private readonly Dictionary<byte[], ModelItem> _items = new(new KeyComparer());
    private readonly Dictionary<byte[], ModelItem>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly EpochParticipant _participant = new Epoch().Register();
    private readonly byte[] _number = new byte[20];
    private byte[] _image = [];
    private byte[] _scratch = [];
    private Instant? _flushAt;
    private long _flushedSequence;
    private ulong _cas;
    private long _sequence;

    public Model() => _lookup = _items.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>Larger values are refused by the store, as one that does not fit in a segment is.</summary>
    public int ValueBytesMax { get; set; } = int.MaxValue;

    /// <summary>While true, every operation that needs memory is refused.</summary>
    public bool OutOfSpace { get; set; }

    /// <summary>What happens, once, behind an update that finds no memory and before whoever asked for it goes on.</summary>
    public Action? AfterNoSpace { get; set; }

    /// <summary>Whether every update is asked twice, as where the item is changed by another thread before the result is in place.</summary>
    public bool AsksTwice { get; set; }

    /// <summary>What an update that is asked twice sees first; null for no item.</summary>
    public ModelItem? SeenFirst { get; set; }

    /// <summary>Called after every read, whose view stays good, as where another thread comes then; null for nothing.</summary>
    public Action? AfterRead { get; set; }

    /// <summary>Heads of the table that a scan goes through; all items are in the first.</summary>
    public long Heads { get; set; } = 1;

    /// <summary>How many parts of the table were asked for.</summary>
    public long Scans { get; set; }

    /// <summary>How many keys were announced ahead of their reads.</summary>
    public int Prefetched { get; set; }

    /// <summary>The item as a view reads it; good until the next call.</summary>
    public byte[] ImageOf(scoped ReadOnlySpan<byte> key, ModelItem item)
    {
        NewItem properties = new(item.Value.Length, item.Flags, item.Expiry) { Kind = item.Kind, Marks = item.Marks, KeepsAccess = item.KeepsAccess };
        int size = ItemView.WriteImage(_image, key, item.Value, in properties);
        if (size > _image.Length)
        {
            _image = new byte[2 * size];
            ItemView.WriteImage(_image, key, item.Value, in properties);
        }

        return _image;
    }

    public EpochGuard Enter(Instant now) => _participant.Enter(now);

    public bool TryGet(ReadOnlySpan<byte> key, Instant now, [NotNullWhen(true)] out ModelItem? item)
    {
        if (_flushAt is Instant at && at <= now)
        {
            _flushAt = null;
            DropStoredBefore(at);
        }

        return _lookup.TryGetValue(key, out item) && item.Expiry > now && item.Sequence > _flushedSequence;
    }

    public long ItemCount => _items.Count;

    /// <summary>Every item that is alive.</summary>
    public IEnumerable<(byte[] Key, ModelItem Item)> Living(Instant now)
    {
        foreach ((byte[] key, ModelItem item) in _items)
        {
            if (TryGet(key, now, out _))
            {
                yield return (key, item);
            }
        }
    }

    public StoreStatus Update<TUpdate>(scoped ReadOnlySpan<byte> key, scoped ref TUpdate update, Instant now, out ulong cas)
        where TUpdate : struct, IItemUpdate, allows ref struct
    {
        cas = 0;
        if (AsksTwice)
        {
            AskInVain(key, ref update);
        }

        bool exists = TryGet(key, now, out ModelItem? held);
        ItemView present = exists ? new ItemView(ImageOf(key, held!), held!.Cas) : default;
        UpdateAction action = update.Decide(in present, exists, out NewItem fresh);
        if (action == UpdateAction.Leave || (!exists && action != UpdateAction.Store))
        {
            cas = exists && fresh.TellsCas ? held!.Cas : 0;
            return StoreStatus.Ok;
        }

        if (action == UpdateAction.Remove || fresh.Expiry <= now)
        {
            Remove(key);
            return StoreStatus.Ok;
        }

        if (OutOfSpace)
        {
            Action? after = AfterNoSpace;
            AfterNoSpace = null;
            after?.Invoke();
            return StoreStatus.NoSpace;
        }

        if (action == UpdateAction.Touch)
        {
            if (held!.Value.Length > ValueBytesMax)
            {
                return StoreStatus.TooLarge;
            }

            held.Expiry = fresh.Expiry;
            cas = held.Cas;
            return StoreStatus.Ok;
        }

        if (CheckFit(fresh.ValueLength) != StoreStatus.Ok)
        {
            return CheckFit(fresh.ValueLength);
        }

        if (_scratch.Length < fresh.ValueLength)
        {
            _scratch = new byte[2 * fresh.ValueLength];
        }

        Span<byte> value = _scratch.AsSpan(0, fresh.ValueLength);
        update.Write(in present, value);
        StoreStatus status = Store(key, value, fresh.Flags, fresh.Expiry, now);
        if (status == StoreStatus.Ok)
        {
            ModelItem stored = _lookup[key];
            (stored.Kind, stored.Marks, stored.KeepsAccess) = (fresh.Kind, fresh.Marks, fresh.KeepsAccess || fresh.Kind != ItemKind.String || fresh.Marks != ItemMarks.None);
            stored.Cas = fresh.Cas != 0 ? fresh.Cas : stored.Cas;
            cas = stored.Cas;
        }

        return status;
    }

    public StoreStatus Store(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, uint flags, Instant expiry, Instant now)
    {
        StoreStatus status = CheckFit(value.Length);
        if (status != StoreStatus.Ok)
        {
            return status;
        }

        if (!_lookup.TryGetValue(key, out ModelItem? item))
        {
            item = new ModelItem();
            _lookup[key] = item;
        }

        item.SetValue(value, default);
        item.Flags = flags;
        item.Expiry = expiry;
        (item.Kind, item.Marks, item.KeepsAccess, item.AccessSecond) = (ItemKind.String, ItemMarks.None, false, now.Milliseconds / 1000);
        Stamp(item, now);
        return StoreStatus.Ok;
    }

    public StoreStatus Join(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool behind, Instant now)
    {
        if (!TryGet(key, now, out ModelItem? item) || item.Kind != ItemKind.String)
        {
            return StoreStatus.NotStored;
        }

        StoreStatus status = CheckFit(item.Value.Length + value.Length);
        if (status == StoreStatus.Ok)
        {
            item.SetValue(behind ? item.Value : value, behind ? value : item.Value);
            item.Marks &= ItemMarks.BinaryKey;
            Stamp(item, now);
        }

        return status;
    }

    public StoreStatus Count(ReadOnlySpan<byte> key, ulong delta, bool up, Instant now, out ulong result)
    {
        result = 0;
        if (!TryGet(key, now, out ModelItem? item) || item.Kind != ItemKind.String)
        {
            return StoreStatus.NotFound;
        }

        bool numeric = Utf8Parser.TryParse(item.Value, out ulong number, out int used) && used == item.Value.Length;
        if (!numeric || OutOfSpace)
        {
            return numeric ? StoreStatus.NoSpace : StoreStatus.NotNumeric;
        }

        result = up ? unchecked(number + delta) : number - Math.Min(number, delta);
        Utf8Formatter.TryFormat(result, _number, out int length);
        item.SetValue(_number.AsSpan(0, length), default);
        Stamp(item, now);
        return StoreStatus.Ok;
    }

    public void Remove(ReadOnlySpan<byte> key) => _lookup.Remove(key);

    /// <summary>Whatever was stored up to this call goes; what is stored at the same instant but later stays.</summary>
    public void FlushAll(Instant at, Instant now)
    {
        _flushAt = at > now ? at : null;
        _flushedSequence = at > now ? _flushedSequence : _sequence;
    }

    private void AskInVain<TUpdate>(scoped ReadOnlySpan<byte> key, scoped ref TUpdate update)
        where TUpdate : struct, IItemUpdate, allows ref struct
    {
        ItemView seen = SeenFirst is null ? default : new ItemView(ImageOf(key, SeenFirst), SeenFirst.Cas);
        if (update.Decide(in seen, SeenFirst is not null, out NewItem fresh) == UpdateAction.Store)
        {
            update.Write(in seen, new byte[fresh.ValueLength]);
        }
    }

    /// <summary>Whether a copy with a value of this length would find a place.</summary>
    public StoreStatus CheckFit(int length) =>
        length > ValueBytesMax ? StoreStatus.TooLarge
        : OutOfSpace ? StoreStatus.NoSpace
        : StoreStatus.Ok;

    private void Stamp(ModelItem item, Instant now)
    {
        item.Cas = ++_cas;
        item.Sequence = ++_sequence;
        item.StoredAt = now;
    }

    private void DropStoredBefore(Instant at)
    {
        foreach ((byte[] key, ModelItem item) in _items)
        {
            if (item.StoredAt < at)
            {
                _items.Remove(key);
            }
        }
    }

    private sealed class KeyComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            HashCode hash = default;
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
