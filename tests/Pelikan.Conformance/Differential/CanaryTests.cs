using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Conformance.Differential;

/// <summary>The comparison finds what is there and nothing else: between two originals of the same kind, with the same options and with others.</summary>
public sealed class CanaryTests
{
    private const int Commands = 20_000;

    [Theory]
    [InlineData("classic")]
    [InlineData("meta")]
    [InlineData("binary")]
    public void Two_equal_memcacheds_show_no_difference(string stream)
    {
        using MemcachedProcess one = new();
        using MemcachedProcess other = new();
        Comparison comparison = new(one.Port, other.Port);
        string? difference = comparison.Run(Memcached(stream), "canary", Commands);
        Assert.True(difference is null, difference);
        Assert.Empty(comparison.Met);
    }

    [Theory]
    [InlineData("classic", "-C")]
    [InlineData("meta", "-C")]
    [InlineData("binary", "-C")]
    [InlineData("classic", "-F")]
    [InlineData("binary", "-F")]
    public void A_memcached_with_another_option_is_found(string stream, params string[] options)
    {
        using MemcachedProcess one = new();
        using MemcachedProcess other = new(options);
        string? difference = new Comparison(one.Port, other.Port).Run(Memcached(stream), "canary", Commands);
        Assert.NotNull(difference);
        Assert.Contains("The shortest sequence", difference, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void Two_equal_redis_servers_show_no_difference(int version, bool collections)
    {
        using RedisProcess one = new();
        using RedisProcess other = new();
        Comparison comparison = new(one.Port, other.Port);
        string? difference = comparison.Run(new RespSteps(7, version, collections), "canary", Commands);
        Assert.True(difference is null, difference);
    }

    private static IStepSource Memcached(string stream) => stream switch
    {
        "classic" => new ClassicSteps(7),
        "meta" => new MetaSteps(7),
        _ => new BinarySteps(7),
    };
}
