using Pelikan.Storage.Eviction;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Tests.Eviction;
using Xunit;

namespace Pelikan.Storage.Tests;

/// <summary>What a read leaves behind, and what the next one is told of it.</summary>
public sealed class ReadTests : System.IDisposable
{
    private static readonly byte[] Key = "item"u8.ToArray();

    private readonly EvictionStore _store = new(new SegCacheOptions { Eviction = EvictionKind.None }, segments: 16);

    public void Dispose() => _store.Dispose();

    [Fact]
    public void OfNothing_NothingIsKnown()
    {
        using EpochGuard guard = _store.Enter();
        foreach (ReadIntent intent in new[] { ReadIntent.Peek, ReadIntent.Use, ReadIntent.Cas, ReadIntent.Use | ReadIntent.Cas })
        {
            Assert.Equal(StoreStatus.NotFound, _store.Cache.Read(Key, intent, guard, out ItemView item, out ItemAccess access));
            Assert.Equal(default, access);
            Assert.Equal(0, item.Value.Length);
        }
    }

    [Fact]
    public void APeek_LeavesNoTrace()
    {
        Store(ItemMarks.None);
        _store.Now = _store.Now.PlusSeconds(3);
        Assert.Equal(new ItemAccess(false, 3), Read(ReadIntent.Peek));
        Assert.Equal(new ItemAccess(false, 3), Read(ReadIntent.Peek | ReadIntent.Cas));
        Assert.Equal(new ItemAccess(false, 3), Read(ReadIntent.Use));
        Assert.Equal(new ItemAccess(true, 0), Read(ReadIntent.Peek));
        _store.Now = _store.Now.PlusMilliseconds(1_999);
        Assert.Equal(new ItemAccess(true, 1), Read(ReadIntent.Peek));
        Assert.Equal(new ItemAccess(true, 1), Read(ReadIntent.Use | ReadIntent.Cas));
        Assert.Equal(new ItemAccess(true, 0), Read(ReadIntent.Peek));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void APlainRead_IsRememberedToo(int which)
    {
        Store(ItemMarks.Stale);
        _store.Now = _store.Now.PlusSeconds(5);
        using (EpochGuard guard = _store.Enter())
        {
            StoreStatus status = which switch
            {
                0 => _store.Cache.Get(Key, guard, out _),
                1 => _store.Cache.GetWithCas(Key, guard, out _),
                _ => _store.Cache.GetAndTouch(Key, _store.Now.PlusSeconds(100), guard, out _),
            };
            Assert.Equal(StoreStatus.Ok, status);
        }

        _store.Now = _store.Now.PlusSeconds(1);
        Assert.Equal(new ItemAccess(true, 1), Read(ReadIntent.Peek));
    }

    /// <summary>Another worker's turn may have begun at a later time of day.</summary>
    [Fact]
    public void AReadOfTheFuture_WasJustNow()
    {
        Store(ItemMarks.None);
        _store.Now = _store.Now.PlusSeconds(10);
        Read(ReadIntent.Use);
        _store.Now = _store.Now.PlusMilliseconds(-1_500);
        Assert.Equal(new ItemAccess(true, 0), Read(ReadIntent.Use));
        _store.Now = _store.Now.PlusMilliseconds(3_500);
        Assert.Equal(new ItemAccess(true, 2), Read(ReadIntent.Peek));
    }

    /// <summary>What counts for eviction shows here: a peek does not, and to be told a CAS id alone does not.</summary>
    [Fact]
    public void APlainItem_WasFetched_IfItsKeyWasReadBefore()
    {
        _store.Set("plain", 1, Instant.Never);
        byte[] key = EvictionStore.KeyOf("plain", 1);
        Assert.Equal(new ItemAccess(false, -1), Read(ReadIntent.Peek, key));
        Assert.Equal(new ItemAccess(false, -1), Read(ReadIntent.Cas, key));
        Assert.Equal(new ItemAccess(false, -1), Read(ReadIntent.Use, key));
        Assert.Equal(new ItemAccess(true, -1), Read(ReadIntent.Peek, key));

        // The count is the key's: stored again, it is there.
        _store.Set("plain", 1, Instant.Never);
        Assert.Equal(new ItemAccess(true, -1), Read(ReadIntent.Peek, key));
        _store.Delete("plain", 1);
        _store.Set("plain", 1, Instant.Never);
        Assert.Equal(new ItemAccess(false, -1), Read(ReadIntent.Peek, key));
    }

    [Fact]
    public void AnIdThatWasAskedFor_IsHonoured()
    {
        Store(ItemMarks.None);
        using EpochGuard guard = _store.Enter();
        Assert.Equal(StoreStatus.Ok, _store.Cache.Read(Key, ReadIntent.Peek, guard, out ItemView item, out _));
        Assert.Equal(0UL, item.Cas);
        Assert.Equal(StoreStatus.Ok, _store.Cache.Read(Key, ReadIntent.Cas, guard, out item, out _));
        ulong cas = item.Cas;
        Assert.Equal(StoreStatus.Ok, _store.Cache.Touch(Key, _store.Now.PlusSeconds(50), guard));
        Assert.Equal(StoreStatus.Ok, _store.Cache.Read(Key, ReadIntent.Cas, guard, out item, out _));
        Assert.Equal(cas, item.Cas);
        Assert.Equal(StoreStatus.Ok, _store.Cache.CompareAndSet(Key, "new"u8, 0, Instant.Never, cas, guard));
    }

    private void Store(ItemMarks marks)
    {
        FixedUpdate store = FixedUpdate.Store("value"u8.ToArray(), new NewItem(0, 0, Instant.Never) { Marks = marks, KeepsAccess = true });
        using EpochGuard guard = _store.Enter();
        Assert.Equal(StoreStatus.Ok, _store.Cache.Update(Key, ref store, guard));
    }

    private ItemAccess Read(ReadIntent intent, byte[]? key = null)
    {
        using EpochGuard guard = _store.Enter();
        Assert.Equal(StoreStatus.Ok, _store.Cache.Read(key ?? Key, intent, guard, out ItemView item, out ItemAccess access));
        Assert.Equal((intent & ReadIntent.Cas) != 0, item.Cas != 0);
        return access;
    }
}
