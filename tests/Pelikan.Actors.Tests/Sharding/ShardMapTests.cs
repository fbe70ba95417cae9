using System;
using System.Linq;
using System.Text;
using System.Threading;
using Pelikan.Actors.Sharding;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Actors.Tests.Sharding;

public sealed class ShardMapTests
{
    [Theory]
    [InlineData("", 0x0000)]
    [InlineData("123456789", 0x31C3)]
    [InlineData("A", 0x58E5)]
    public void Crc16_is_xmodem(string text, int expected) => Assert.Equal(expected, KeySlot.Crc16(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("foo", 12182)]
    [InlineData("bar", 5061)]
    [InlineData("hello", 866)]
    [InlineData("123456789", 12739)]
    public void Slots_are_those_of_redis_cluster(string key, int slot) => Assert.Equal(slot, KeySlot.Of(Encoding.ASCII.GetBytes(key)));

    [Theory]
    [InlineData("{user1000}.following", "user1000")]
    [InlineData("foo{}{bar}", "foo{}{bar}")]
    [InlineData("foo{{bar}}zap", "{bar")]
    [InlineData("foo{bar}{zap}", "bar")]
    [InlineData("foo{bar", "foo{bar")]
    [InlineData("foo}bar{", "foo}bar{")]
    [InlineData("}{a}", "a")]
    [InlineData("", "")]
    public void The_tag_decides(string key, string tag)
    {
        Assert.Equal(tag, Encoding.ASCII.GetString(KeySlot.TagOf(Encoding.ASCII.GetBytes(key))));
        Assert.Equal(KeySlot.Of(Encoding.ASCII.GetBytes(tag == key ? key : $"{{{tag}}}")), KeySlot.Of(Encoding.ASCII.GetBytes(key)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(16384)]
    public void Shards_are_equal_contiguous_ranges_of_slots(int shards)
    {
        ShardSnapshot<int> snapshot = new(1, [.. Enumerable.Range(0, shards)]);
        int[] owners = [.. Enumerable.Range(0, KeySlot.Count).Select(snapshot.ShardOfSlot)];
        Assert.Equal(owners.Order(), owners);
        Assert.All(owners.CountBy(owner => owner), pair => Assert.Equal(KeySlot.Count / shards, pair.Value));
        Assert.Equal(shards, owners.Distinct().Count());
        byte[] key = "foo"u8.ToArray();
        Assert.Equal(snapshot.ShardOfSlot(12182), snapshot.PartitionOf(key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(32768)]
    public void Other_numbers_of_shards_are_refused(int shards) =>
        Assert.Throws<ArgumentException>(() => new ShardSnapshot<int>(1, [.. Enumerable.Range(0, shards)]));

    [Fact]
    public void A_map_moves_forward_and_keeps_its_number_of_shards()
    {
        ShardMap<string> map = new(new ShardSnapshot<string>(5, ["a", "b"]));
        map.Publish(new ShardSnapshot<string>(6, ["a", "c"]));
        Assert.Equal("c", map.Current[1]);
        Assert.Throws<ArgumentException>(() => map.Publish(new ShardSnapshot<string>(6, ["a", "d"])));
        Assert.Throws<ArgumentException>(() => map.Publish(new ShardSnapshot<string>(7, ["a"])));
        Assert.Equal(6, map.Current.Version);
    }

    [Fact]
    public void A_reader_sees_whole_snapshots_in_order()
    {
        ShardMap<long[]> map = new(new ShardSnapshot<long[]>(0, [[0]]));
        int done = 0;
        Threaded.Run(2, index =>
        {
            for (long version = 1; index == 0 && version < 50_000; version++)
            {
                map.Publish(new ShardSnapshot<long[]>(version, [[version]]));
            }

            Volatile.Write(ref done, index == 0 ? 1 : Volatile.Read(ref done));
            long last = 0;
            while (index == 1 && Volatile.Read(ref done) == 0)
            {
                ShardSnapshot<long[]> seen = map.Current;
                Assert.True(seen.Version >= last);
                Assert.Equal(seen.Version, seen[0][0]);
                last = seen.Version;
            }
        });
    }

    [Fact]
    public void Routing_a_key_allocates_nothing()
    {
        ShardSnapshot<string> snapshot = new(1, ["a", "b", "c", "d"]);
        byte[] key = "some{tag}key"u8.ToArray();
        snapshot.PartitionOf(key);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            snapshot.PartitionOf(key);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
