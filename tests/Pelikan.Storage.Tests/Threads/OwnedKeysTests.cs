using System;
using System.Linq;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Tests.Model;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Storage.Tests.Threads;

/// <summary>Several threads on one store, each alone on its keys and held to a model of its own, while the owner maintains.</summary>
public sealed class OwnedKeysTests
{
    private const int Steps = 10_000;

    [Theory]
    [InlineData(2, 8)]
    [InlineData(4, 4)]
    public void WithRoomForAll_EachThreadAgreesWithItsModel(int threads, int hashPower) => Seeds.Each(1, 2, random =>
    {
        ModelSetup setup = ModelSetup.Roomy(threads, hashPower);
        Assert.Equal(0, RunClients(setup, threads, random, out long evicted));
        Assert.Equal(0, evicted);
    });

    [Theory]
    [InlineData(EvictionKind.Merge, 16)]
    [InlineData(EvictionKind.Merge, 256)]
    [InlineData(EvictionKind.Fifo, 16)]
    [InlineData(EvictionKind.Random, 16)]
    [InlineData(EvictionKind.Util, 32)]
    [InlineData(EvictionKind.S3Fifo, 16)]
    [InlineData(EvictionKind.S3Fifo, 256)]
    public void WithATinyHeap_EvictionsAloneExplainWhatIsMissing(EvictionKind eviction, int segments) => Seeds.Each(100, 2, random =>
    {
        ModelSetup setup = ModelSetup.Tiny(eviction, segments, writers: 3);
        long lost = RunClients(setup, 3, random, out long evicted);
        Assert.InRange(lost, 1, evicted);
    });

    private static long RunClients(ModelSetup setup, int threads, Random random, out long evicted)
    {
        using SharedStore store = new(setup.Eviction, setup.Segments, setup.SegmentBytes, threads, setup.HashPower);
        int[] seeds = Enumerable.Range(0, threads).Select(_ => random.Next()).ToArray();
        long[] lost = new long[threads];
        store.Run(threads, (thread, place) =>
        {
            ModelClient client = new(store.Cache, setup, new Random(seeds[thread]), $"t{thread}.", [place], () => store.Now);
            for (int i = 0; i < Steps; i++)
            {
                client.Step(store.Now);
            }

            client.Sweep(store.Now);
            lost[thread] = client.Lost;
        });
        evicted = store.Metric(StorageMetric.ItemEvict);
        return lost.Sum();
    }
}
