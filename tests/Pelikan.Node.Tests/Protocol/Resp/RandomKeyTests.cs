using System.Collections.Generic;
using System.Linq;
using Pelikan.Storage;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>RANDOMKEY over real partitions: whatever the tables look like, each key of each shard comes up.</summary>
public sealed class RandomKeyTests
{
    /// <summary>From tables that are looked at wholly, over such that have a key here and there, to such that have a dozen in every head.</summary>
    [Theory]
    [InlineData(10, 20, 0.6, 1.6)]
    [InlineData(16, 40, 0.4, 2.5)]
    [InlineData(12, 500, 0.4, 2.5)]
    [InlineData(10, 3000, 0.3, 3.0)]
    public void Every_key_comes_up_about_as_often_as_others(int hashPower, int keys, double least, double most)
    {
        const int DrawsPerKey = 200;
        using RoutedPartitions partitions = new(shards: 4, segmentBytes: 64 * 1024, segments: 256, new SegCacheOptions { HashPower = hashPower });
        StoreSession session = new(partitions.NewStore(), seed: 12345);
        for (int key = 0; key < keys; key++)
        {
            Assert.Equal("+OK\r\n", session.Ask("SET", $"key{key}", "v"));
        }

        Dictionary<string, int> met = [];
        for (int draw = 0; draw < keys * DrawsPerKey; draw++)
        {
            string reply = session.Ask("RANDOMKEY");
            met[reply] = met.GetValueOrDefault(reply) + 1;
        }

        Assert.Equal(keys, met.Count);
        Assert.InRange(met.Values.Min(), least * DrawsPerKey, DrawsPerKey);
        Assert.InRange(met.Values.Max(), DrawsPerKey, most * DrawsPerKey);
    }
}
