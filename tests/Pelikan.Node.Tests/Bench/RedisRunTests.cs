using Pelikan.Node.Bench;
using Xunit;

namespace Pelikan.Node.Tests.Bench;

/// <summary>The generator against a real redis-server.</summary>
public sealed class RedisRunTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public void EveryVerb_Verified_FindsNoFault()
    {
        LoadResult result = BenchRuns.Run(
            $"{redis.Address} --protocol resp --connections 4 --threads 2 --depth 8 --keys 300 --key-size 4-200 --value-size 24-100,300k=1 --multiget 7 " +
            "--mix get=20,gets=5,gat=5,set=20,add=5,replace=5,delete=5,incr=5,decr=5,touch=5 --ttl 0=1,100-200=1 --prefill --verify --requests 3000");
        Assert.Empty(result.MismatchesShown);
        Assert.True(result.IsClean, string.Join(", ", result.ErrorTexts));
        Assert.Equal(10, result.Verbs.Count);
        Assert.True(result.Hits > 0 && result.NotApplied > 0);
    }

    [Fact]
    public void Load_OnceWarm_AllocatesNothing()
    {
        LoadResult result = BenchRuns.Run(
            $"{redis.Address} --protocol resp --connections 8 --depth 4 --keys 1000 --mix get=5,set=5 --prefill --warmup 300ms --duration 300ms");
        Assert.True(result.Requests > 100);
        Assert.Equal(0, result.GeneratorAllocatedBytes);
    }
}
