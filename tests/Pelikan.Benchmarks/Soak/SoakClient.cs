using System;
using System.Buffers.Binary;
using System.Text;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Benchmarks.Soak;

/// <summary>
/// One thread of a soak: every operation there is, on keys that it shares with the others. Every value says which key it belongs to
/// and what its bytes are, so that a wrong one is known whoever wrote it.
/// <code>
///  | key 4 | length at first 4 | fill 1 | fill …, and behind it whatever was appended, of the same fill |
/// </code>
/// </summary>
internal sealed class SoakClient
{
    private const int HeaderBytes = 9;
    private const int HotKeys = 16;
    private const int ValueBytesUsual = 150;

    /// <summary>An item this large is not appended to any more.</summary>
    private const int AppendUpTo = 600;

    private readonly SegCache _cache;
    private readonly SoakClock _clock;
    private readonly EpochParticipant _place;
    private readonly Random _random;
    private readonly int _keys;
    private readonly byte[] _value;
    private readonly byte[] _name = new byte[32];

    public SoakClient(SegCache cache, SoakClock clock, EpochParticipant place, int seed, int keys, int valueBytesMax)
    {
        _cache = cache;
        _clock = clock;
        _place = place;
        _random = new Random(seed);
        _keys = keys;
        _value = new byte[Math.Max(ValueBytesUsual, valueBytesMax)];
    }

    public long Operations { get; private set; }

    public long Found { get; private set; }

    /// <summary>Do one thing.</summary>
    /// <exception cref="InvalidOperationException">The store served what is wrong.</exception>
    public void Step()
    {
        int key = _random.Next(_random.Next(4) == 0 ? HotKeys : _keys);
        using EpochGuard guard = _place.Enter(_clock.Now);
        Operations++;
        switch (_random.Next(1000))
        {
            case < 360:
                Store(key, guard);
                break;
            case < 860:
                Read(key, guard);
                break;
            case < 900:
                Count(guard);
                break;
            case < 950:
                _cache.Delete(Name(key), guard);
                break;
            case < 999:
                _cache.Touch(Name(key), NextExpiry(guard), guard);
                break;
            default:
                Flush(guard);
                break;
        }
    }

    private ReadOnlySpan<byte> Name(int key) => _name.AsSpan(0, Encoding.ASCII.GetBytes($"soak{key}", _name));

    private Instant NextExpiry(in EpochGuard guard) => _random.Next(5) switch
    {
        0 or 1 => Instant.Never,
        2 => guard.Now.PlusMilliseconds(_random.Next(1, 40)),
        3 => guard.Now.PlusSeconds(_random.Next(1, 8_000_000)),
        _ => guard.Now.PlusMilliseconds(_random.Next(-2, 20_000)),
    };

    private void Flush(in EpochGuard guard)
    {
        if (_random.Next(200) == 0)
        {
            _cache.FlushAll(guard.Now.PlusMilliseconds(_random.Next(3)), guard);
        }
    }

    private void Store(int key, in EpochGuard guard)
    {
        ReadOnlySpan<byte> value = NextValue(key);
        ReadOnlySpan<byte> name = Name(key);
        Instant expiry = NextExpiry(guard);
        switch (_random.Next(8))
        {
            case 0:
                _cache.Add(name, value, (uint)key, expiry, guard);
                break;
            case 1:
                _cache.Replace(name, value, (uint)key, expiry, guard);
                break;
            case 2 when _cache.GetWithCas(name, guard, out ItemView item) == StoreStatus.Ok:
                _cache.CompareAndSet(name, value, (uint)key, expiry, item.Cas, guard);
                break;
            case 3 when _cache.GetWithCas(name, guard, out ItemView item) == StoreStatus.Ok && item.Value.Length < AppendUpTo:
                Extend(name, key, item, guard);
                break;
            default:
                _cache.Set(name, value, (uint)key, expiry, guard);
                break;
        }
    }

    /// <summary>As a client appends that knows what it appends to: a new value behind the same CAS id.</summary>
    private void Extend(ReadOnlySpan<byte> name, int key, ItemView item, in EpochGuard guard)
    {
        Span<byte> longer = stackalloc byte[AppendUpTo + 64];
        item.Value.CopyTo(longer);
        int more = _random.Next(1, 64);
        longer.Slice(item.Value.Length, more).Fill(item.Value[HeaderBytes - 1]);
        _cache.CompareAndSet(name, longer[..(item.Value.Length + more)], (uint)key, item.Expiry, item.Cas, guard);
    }

    /// <summary>A number that only ever grows by ones, on a key that nobody else stores bytes under.</summary>
    private void Count(in EpochGuard guard)
    {
        if (_cache.Increment("soak-number"u8, 1, guard, out ulong number) == StoreStatus.NotFound)
        {
            _cache.Add("soak-number"u8, "0"u8, 0, NextExpiry(guard), guard);
            return;
        }

        Require(number <= long.MaxValue, $"a number became {number}");
    }

    private void Read(int key, in EpochGuard guard)
    {
        ReadOnlySpan<byte> name = Name(key);
        scoped ItemView item;
        StoreStatus status = _random.Next(10) switch
        {
            0 => _cache.GetAndTouch(name, guard.Now.PlusMilliseconds(_random.Next(1, 20_000)), guard, out item),
            1 => _cache.GetWithCas(name, guard, out item),
            _ => _cache.Get(name, guard, out item),
        };
        if (status != StoreStatus.Ok)
        {
            Require(status is StoreStatus.NotFound or StoreStatus.NoSpace, $"a read answered {status}");
            return;
        }

        Found++;
        Require(item.Expiry > guard.Now, $"served at {guard.Now.Milliseconds}, expired at {item.Expiry.Milliseconds}");
        Require(item.Key.SequenceEqual(name), $"another key's item: {Encoding.ASCII.GetString(item.Key)} for {Encoding.ASCII.GetString(name)}");
        Require(item.Flags == (uint)key, $"flags {item.Flags} of key {key}");
        Require(item.Value.Length >= HeaderBytes && BinaryPrimitives.ReadInt32LittleEndian(item.Value) == key, $"another key's value under {key}");
        Require(item.Value.Length >= BinaryPrimitives.ReadInt32LittleEndian(item.Value[4..]), $"a value of {key} was cut short");
        Require(item.Value[HeaderBytes..].IndexOfAnyExcept(item.Value[HeaderBytes - 1]) < 0, $"a torn value under {key}");
    }

    private ReadOnlySpan<byte> NextValue(int key)
    {
        int longest = _random.Next(16) == 0 ? _value.Length : ValueBytesUsual;
        Span<byte> value = _value.AsSpan(0, _random.Next(HeaderBytes, longest));
        value.Fill((byte)_random.Next(256));
        BinaryPrimitives.WriteInt32LittleEndian(value, key);
        BinaryPrimitives.WriteInt32LittleEndian(value[4..], value.Length);
        return value;
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
