using System;
using System.Text;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests;

/// <summary>The façade, operation by operation.</summary>
public sealed class SegCacheTests : IDisposable
{
    private const int SegmentBytes = 64 * 1024;

    private readonly SegmentPool _pool = new(16 * SegmentBytes, SegmentBytes, guarded: true);
    private readonly Epoch _epoch = new();
    private readonly SegCache _cache;
    private readonly EpochParticipant _thread;
    private Instant _now = new(1_000);

    public SegCacheTests()
    {
        _cache = new SegCache(new SegCacheOptions { HeapBytes = 16 * SegmentBytes }, _pool, _epoch, hashSeed: 7);
        _thread = _epoch.Register();
    }

    public void Dispose()
    {
        StoreCheckResult check = _cache.Check();
        Assert.True(check.IsSound, string.Join('\n', check.Problems));
        _cache.Dispose();
        Assert.Equal(_pool.Count, _pool.Free);
        _pool.Dispose();
    }

    [Fact]
    public void Get_AfterSet_ReturnsTheBytesAndFlags()
    {
        Assert.Equal(StoreStatus.Ok, Set("a", "007", flags: 42));
        using EpochGuard guard = _thread.Enter(_now);
        Assert.Equal(StoreStatus.Ok, _cache.Get("a"u8, guard, out ItemView item));
        Assert.Equal("007", Encoding.ASCII.GetString(item.Value));
        Assert.Equal(42u, item.Flags);
        Assert.Equal(Instant.Never, item.Expiry);
    }

    [Fact]
    public void Get_AtItsExpiryToTheMillisecond_IsGone()
    {
        Set("a", "x", expiry: _now.PlusMilliseconds(250));
        _now = _now.PlusMilliseconds(249);
        Assert.Equal("x", Get("a"));
        _now = _now.PlusMilliseconds(1);
        Assert.Null(Get("a"));
    }

    [Fact]
    public void NoValueGrowsBeyondTheLargest_AndOneThatIsLargerAlreadyMayBeReplacedByOneAsLarge()
    {
        const int bound = 1000;
        using SegmentPool pool = new(16 * SegmentBytes, SegmentBytes, guarded: true);
        using SegCache cache = new(new SegCacheOptions { HeapBytes = 16 * SegmentBytes, ValueBytesMax = bound }, pool, _epoch, hashSeed: 7);
        using EpochGuard guard = _thread.Enter(_now);
        Assert.Equal(StoreStatus.TooLarge, cache.Set("a"u8, new byte[bound + 1], 0, Instant.Never, guard));
        Assert.Equal(StoreStatus.Ok, cache.Set("a"u8, new byte[bound - 1], 0, Instant.Never, guard));
        Assert.Equal(StoreStatus.TooLarge, cache.Append("a"u8, "xy"u8, guard));
        Assert.Equal(StoreStatus.TooLarge, cache.Prepend("a"u8, "xy"u8, guard));
        Assert.Equal(StoreStatus.Ok, cache.Get("a"u8, guard, out ItemView item));
        Assert.Equal(bound - 1, item.Value.Length);
        Assert.Equal(StoreStatus.Ok, cache.Append("a"u8, "x"u8, guard));
        Assert.Equal(StoreStatus.TooLarge, cache.Prepend("a"u8, "x"u8, guard));

        SegCacheOptions options = new() { ValueBytesMax = 0 };
        Assert.Equal($"a largest value of 0 bytes is outside 1 to {(1 << 24) - 1}", options.Validate(SegmentBytes));
    }

    [Fact]
    public void WhatIsCopiedAndWalkedIsSpentOfTheTurn()
    {
        const int large = 10_000;
        using (EpochGuard guard = _thread.Enter(_now))
        {
            _cache.Set("a"u8, new byte[large], 0, Instant.Never, guard);
            _cache.Get("a"u8, guard, out _);
            Assert.Equal(0, guard.Spent);
            _cache.Touch("a"u8, _now.PlusSeconds(9), guard);
            Assert.InRange(guard.Spent, large, large + 100);
            _cache.Append("a"u8, "x"u8, guard);
            Assert.InRange(guard.Spent, 2 * large, (2 * large) + 200);
        }

        using EpochGuard next = _thread.Enter(_now);
        Assert.Equal(0, next.Spent);
        Counter counter = default;
        _cache.Scan(0, heads: 8, ref counter, next);
        Assert.InRange(next.Spent, 8 * 1024, long.MaxValue);
    }

    [Fact]
    public void AddAndReplace_HoldToTheirConditions()
    {
        using EpochGuard guard = _thread.Enter(_now);
        Assert.Equal(StoreStatus.NotStored, _cache.Replace("a"u8, "1"u8, 0, Instant.Never, guard));
        Assert.Equal(StoreStatus.Ok, _cache.Add("a"u8, "2"u8, 0, Instant.Never, guard));
        Assert.Equal(StoreStatus.NotStored, _cache.Add("a"u8, "3"u8, 0, Instant.Never, guard));
        Assert.Equal(StoreStatus.Ok, _cache.Replace("a"u8, "4"u8, 0, Instant.Never, guard));
        Assert.Equal("4", Get("a"));
    }

    [Fact]
    public void AppendAndPrepend_KeepFlagsAndExpiry()
    {
        Instant expiry = _now.PlusSeconds(100);
        Set("a", "b", flags: 9, expiry: expiry);
        using EpochGuard guard = _thread.Enter(_now);
        Assert.Equal(StoreStatus.Ok, _cache.Append("a"u8, "c"u8, guard));
        Assert.Equal(StoreStatus.Ok, _cache.Prepend("a"u8, "a"u8, guard));
        Assert.Equal(StoreStatus.NotStored, _cache.Append("absent"u8, "c"u8, guard));
        Assert.Equal(StoreStatus.Ok, _cache.Get("a"u8, guard, out ItemView item));
        Assert.Equal("abc", Encoding.ASCII.GetString(item.Value));
        Assert.Equal(9u, item.Flags);
        Assert.Equal(expiry, item.Expiry);
    }

    [Fact]
    public void CompareAndSet_HonoursAnIdOnce()
    {
        Set("a", "1");
        using EpochGuard guard = _thread.Enter(_now);
        Assert.Equal(StoreStatus.NotFound, _cache.CompareAndSet("absent"u8, "x"u8, 0, Instant.Never, 1, guard));
        _cache.GetWithCas("a"u8, guard, out ItemView item);
        ulong cas = item.Cas;
        Assert.NotEqual(0UL, cas);
        Assert.Equal(StoreStatus.Exists, _cache.CompareAndSet("a"u8, "x"u8, 0, Instant.Never, cas + 1, guard));
        Assert.Equal(StoreStatus.Ok, _cache.CompareAndSet("a"u8, "2"u8, 0, Instant.Never, cas, guard));
        Assert.Equal(StoreStatus.Exists, _cache.CompareAndSet("a"u8, "3"u8, 0, Instant.Never, cas, guard));
        Assert.Equal("2", Get("a"));
    }

    [Fact]
    public void Touch_KeepsTheCasIdAClientHasSeen()
    {
        Set("a", "1", flags: 3, expiry: _now.PlusSeconds(10));
        using EpochGuard guard = _thread.Enter(_now);
        _cache.GetWithCas("a"u8, guard, out ItemView before);
        ulong cas = before.Cas;
        Assert.Equal(StoreStatus.Ok, _cache.Touch("a"u8, _now.PlusSeconds(1000), guard));
        Assert.Equal(StoreStatus.NotFound, _cache.Touch("absent"u8, _now.PlusSeconds(1000), guard));
        _cache.GetWithCas("a"u8, guard, out ItemView after);
        Assert.Equal(cas, after.Cas);
        Assert.Equal(3u, after.Flags);
        Assert.Equal(_now.PlusSeconds(1000), after.Expiry);
        Assert.Equal(StoreStatus.Ok, _cache.CompareAndSet("a"u8, "2"u8, 0, Instant.Never, cas, guard));
    }

    [Theory]
    [InlineData("10", 5, false, 15)]
    [InlineData("10", 15, true, 0)]
    [InlineData("18446744073709551615", 1, false, 0)]
    public void Count_FollowsMemcachedArithmetic(string stored, ulong delta, bool down, ulong expected)
    {
        Set("n", stored);
        using EpochGuard guard = _thread.Enter(_now);
        StoreStatus status = down
            ? _cache.Decrement("n"u8, delta, guard, out ulong result)
            : _cache.Increment("n"u8, delta, guard, out result);
        Assert.Equal(StoreStatus.Ok, status);
        Assert.Equal(expected, result);
        Assert.Equal(expected.ToString(System.Globalization.CultureInfo.InvariantCulture), Get("n"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("-5")]
    [InlineData("1.0")]
    [InlineData("18446744073709551616")]
    public void Count_OfWhatIsNoNumber_ChangesNothing(string stored)
    {
        Set("n", stored);
        using EpochGuard guard = _thread.Enter(_now);
        Assert.Equal(StoreStatus.NotNumeric, _cache.Increment("n"u8, 1, guard, out _));
        Assert.Equal(stored, Get("n"));
    }

    [Fact]
    public void Delete_TakesTheItemOnce()
    {
        Set("a", "1");
        using EpochGuard guard = _thread.Enter(_now);
        Assert.Equal(StoreStatus.Ok, _cache.Delete("a"u8, guard));
        Assert.Equal(StoreStatus.NotFound, _cache.Delete("a"u8, guard));
        Assert.Null(Get("a"));
    }

    [Fact]
    public void FlushAll_DropsWhatWasThere_AndKeepsWhatComes()
    {
        Set("old", "1");
        using (EpochGuard guard = _thread.Enter(_now))
        {
            _cache.FlushAll(_now, guard);
        }

        Assert.Equal(0, _cache.ItemCount);
        Assert.Null(Get("old"));
        Set("new", "2");
        Assert.Equal("2", Get("new"));
        Assert.Equal(1, _cache.ItemCount);
        _cache.Maintain(_thread, _now);
        _cache.Maintain(_thread, _now);
        Assert.Equal("2", Get("new"));
        Assert.Equal(1, _cache.Check().Items);
    }

    [Fact]
    public void FlushAll_InTheFuture_WaitsForIt()
    {
        Set("a", "1");
        using (EpochGuard guard = _thread.Enter(_now))
        {
            _cache.FlushAll(_now.PlusSeconds(10), guard);
        }

        _now = _now.PlusMilliseconds(9_999);
        Assert.Equal("1", Get("a"));
        Set("b", "2");
        _now = _now.PlusMilliseconds(1);
        Assert.Null(Get("a"));
        Assert.Null(Get("b"));
        Set("c", "3");
        Assert.Equal("3", Get("c"));
    }

    [Fact]
    public void FlushAll_ThatIsDue_IsNotReplacedByALaterOne()
    {
        Set("a", "1");
        using (EpochGuard guard = _thread.Enter(_now))
        {
            _cache.FlushAll(_now.PlusSeconds(10), guard);
        }

        _now = _now.PlusSeconds(11);
        using (EpochGuard guard = _thread.Enter(_now))
        {
            _cache.FlushAll(_now.PlusSeconds(10), guard);
        }

        Assert.Null(Get("a"));
    }

    [Fact]
    public void Set_TooLargeForASegment_IsRefused() =>
        Assert.Equal(StoreStatus.TooLarge, Set("a", new string('x', SegmentBytes)));

    [Fact]
    public void Set_FarBeyondTheHeap_EvictsAndStaysSound()
    {
        for (int i = 0; i < 100_000; i++)
        {
            Assert.Equal(StoreStatus.Ok, Set($"key{i}", $"value {i}"));
            if (i % 1000 == 0)
            {
                _cache.Maintain(_thread, _now);
            }
        }

        Assert.Equal("value 99999", Get("key99999"));
        StoreCheckResult check = _cache.Check();
        Assert.True(check.IsSound, string.Join('\n', check.Problems));
        Assert.InRange(check.Items, 10_000, 60_000);
    }

    [Fact]
    public void Maintain_DropsExpiredSegmentsWhole()
    {
        for (int i = 0; i < 5_000; i++)
        {
            Set($"key{i}", "x", expiry: _now.PlusSeconds(10));
        }

        _now = _now.PlusSeconds(10);
        _cache.Maintain(_thread, _now);
        _cache.Maintain(_thread, _now);
        StoreCheckResult check = _cache.Check();
        Assert.Equal(0, check.Items);
        Assert.Equal(0, check.Segments);
    }

    private StoreStatus Set(string key, string value, uint flags = 0, Instant? expiry = null)
    {
        using EpochGuard guard = _thread.Enter(_now);
        return _cache.Set(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(value), flags, expiry ?? Instant.Never, guard);
    }

    private string? Get(string key)
    {
        using EpochGuard guard = _thread.Enter(_now);
        return _cache.Get(Encoding.ASCII.GetBytes(key), guard, out ItemView item) == StoreStatus.Ok
            ? Encoding.ASCII.GetString(item.Value)
            : null;
    }

    private struct Counter : IItemVisitor
    {
        public int Items { get; private set; }

        public void Visit(scoped in ItemView item) => Items++;
    }
}
