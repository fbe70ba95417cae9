using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Conformance.Differential;

/// <summary>Random RESP commands to this server and to redis-server: each reply must be the same.</summary>
public sealed class RedisDifferenceTests
{
    private const int Commands = 100_000;

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(2, 3, 4)]
    public void Commands_on_strings_and_keys_are_answered_alike(int seed, int version, int shards) =>
        Compare(new RespSteps(seed, version, collections: false), seed, shards);

    [Theory]
    [InlineData(3, 2, 4)]
    [InlineData(4, 3, 1)]
    public void Commands_on_collections_are_answered_alike(int seed, int version, int shards) =>
        Compare(new RespSteps(seed, version, collections: true), seed, shards);

    private static void Compare(RespSteps source, int seed, int shards)
    {
        using RedisProcess redis = new();
        using ServerProcess server = new("rds", ("worker", "threads = 1"), ("seg", $"shards = {shards}\nheap_size = \"256MB\""));
        Comparison comparison = new(server.Port, redis.Port);
        string? difference = comparison.Run(source, $"seed {seed}", Commands);
        Assert.True(difference is null, difference);
        Assert.True(comparison.Compared >= Commands, $"only {comparison.Compared} commands were compared");
    }
}
