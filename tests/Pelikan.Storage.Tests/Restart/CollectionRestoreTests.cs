using System;
using System.Globalization;
using System.Text;
using Pelikan.Storage.Packs;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Storage.Tests.Restart;

/// <summary>A collection is an item like any other: a clean stop and a start keep it, and it goes on from there.</summary>
public sealed class CollectionRestoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void ListsAndHashes_AreWhatTheyWere(int count)
    {
        Instant expiry;
        using (Incarnation first = new(_folder.File()))
        {
            first.File.BeginUse();
            expiry = first.Now.PlusSeconds(100);
            Change(first, "list", new Growth(new PackEditor(), ItemKind.List, 0, count, expiry));
            Change(first, "hash", new Growth(new PackEditor(), ItemKind.Hash, 0, count, expiry));
            Assert.Equal(2, first.Seal());
        }

        using Incarnation second = new(_folder.File());
        Assert.True(second.File.IsRestorable);
        second.File.BeginUse();
        Check(second, count, expiry);
        Change(second, "list", new Growth(new PackEditor(), ItemKind.List, count, count + 1, expiry));
        Change(second, "hash", new Growth(new PackEditor(), ItemKind.Hash, count, count + 1, expiry));
        Check(second, count + 1, expiry);
    }

    private static void Change(Incarnation life, string key, Growth growth)
    {
        using EpochGuard guard = life.Thread.Enter(life.Now);
        Assert.Equal(StoreStatus.Ok, life.Cache.Update(Encoding.ASCII.GetBytes(key), ref growth, guard));
    }

    private static void Check(Incarnation life, int count, Instant expiry)
    {
        using EpochGuard guard = life.Thread.Enter(life.Now);
        Assert.Equal(StoreStatus.Ok, life.Cache.Read("list"u8, ReadIntent.Use, guard, out ItemView list, out _));
        Assert.Equal((ItemKind.List, expiry), (list.Kind, list.Expiry));
        PackReader elements = new(list.Kind, list.Value);
        Assert.Equal(StoreStatus.Ok, life.Cache.Read("hash"u8, ReadIntent.Use, guard, out ItemView hash, out _));
        Assert.Equal((ItemKind.Hash, expiry), (hash.Kind, hash.Expiry));
        PackReader fields = new(hash.Kind, hash.Value);
        Assert.Equal((count, count), (elements.Count, fields.Count));
        for (int i = 0; i < count; i++)
        {
            Assert.True(elements.Member(i).SequenceEqual(Name(i)));
            Assert.True(fields.Value(fields.Find(Name(i))).SequenceEqual("value"u8));
        }
    }

    private static byte[] Name(int i) => Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture));

    private readonly struct Growth(PackEditor packs, ItemKind kind, int from, int to, Instant expiry) : IItemUpdate
    {
        public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
        {
            if (exists)
            {
                packs.Load(kind, present.Value);
            }
            else
            {
                packs.Begin(kind);
            }

            for (int i = from; i < to; i++)
            {
                if (kind == ItemKind.List)
                {
                    packs.Insert(packs.Count, Name(i));
                }
                else
                {
                    packs.Put(Name(i), "value"u8);
                }
            }

            item = new NewItem(packs.Length, 0, expiry) { Kind = kind };
            return UpdateAction.Store;
        }

        public void Write(scoped in ItemView present, scoped Span<byte> value) => packs.Write(value);
    }
}
