using System;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Conformance.Differential;

/// <summary>Random commands of memcached's three protocols to this server and to memcached: each reply must be the same.</summary>
public sealed class MemcachedDifferenceTests
{
    private const int Commands = 100_000;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    public void Classic_commands_are_answered_alike(int seed, int shards) => Compare(
        new ClassicSteps(seed), seed, shards, IntendedDifferences.TooFewWords, IntendedDifferences.BodyOfABadLine);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    public void Meta_commands_are_answered_alike(int seed, int shards) => Compare(
        new MetaSteps(seed), seed, shards, IntendedDifferences.TooFewWords, IntendedDifferences.ErrorsOfMetaFlags, IntendedDifferences.IdOfAnItemStoredExpired);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    public void Binary_commands_are_answered_alike(int seed, int shards) => Compare(
        new BinarySteps(seed), seed, shards, IntendedDifferences.IdOfAnItemStoredExpired);

    private static void Compare(IStepSource source, int seed, int shards, params IntendedDifference[] met)
    {
        using MemcachedProcess memcached = new();
        using ServerProcess server = new("segcache", ("worker", "threads = 1"), ("seg", $"shards = {shards}\nheap_size = \"256MB\""));
        Comparison comparison = new(server.Port, memcached.Port);
        string? difference = comparison.Run(source, $"seed {seed}", Commands);
        Assert.True(difference is null, difference);
        Assert.True(comparison.Compared >= Commands, $"only {comparison.Compared} commands were compared");
        Assert.All(met, intended => Assert.Contains(intended, comparison.Met));
    }
}
