using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Node.Bench.Comparison;

/// <summary>A ratio to a peer that this project sets itself. Where several peers are named, the best of them counts.</summary>
/// <param name="What">For people to read.</param>
/// <param name="Figure">What is compared.</param>
/// <param name="Ours">Our run.</param>
/// <param name="Peers">The peers' runs.</param>
/// <param name="Limit">The ratio to reach.</param>
/// <param name="IsCeiling">Ours is to be at most this ratio; otherwise at least.</param>
internal sealed record Bar(string What, Figure Figure, RunKey Ours, IReadOnlyList<RunKey> Peers, double Limit, bool IsCeiling)
{
    public const string SegcacheName = "segcache";
    public const string PingserverName = "pingserver";
    public const string MemcachedName = "memcached";
    public const string RedisName = "redis";

    /// <summary>Every bar. A row that was not run is left out of the report.</summary>
    public static IReadOnlyList<Bar> All { get; } =
    [
        AtMost(0.9, "Unpipelined, CPU a request, to memcached", Figure.CpuMicroseconds, "get1", MemcachedName),
        AtMost(1.0, "Unpipelined, CPU a request, to the best peer", Figure.CpuMicroseconds, "get1", MemcachedName, RedisName),
        AtMost(1.0, "Unpipelined, p99.9, to the best peer", Figure.P999Milliseconds, "get1", MemcachedName, RedisName),
        AtMost(0.7, "16 deep, CPU a request, to redis", Figure.CpuMicroseconds, "get16", RedisName),
        AtMost(0.12, "16 deep, CPU a request, to memcached", Figure.CpuMicroseconds, "get16", MemcachedName),
        AtMost(1.0, "16 deep, p99.9, to the best peer", Figure.P999Milliseconds, "get16", MemcachedName, RedisName),
        AtMost(0.9, "Meta, unpipelined, CPU a request, to memcached", Figure.CpuMicroseconds, "meta1", MemcachedName),
        AtMost(0.9, "Binary, unpipelined, CPU a request, to memcached", Figure.CpuMicroseconds, "binary1", MemcachedName),
        AtMost(0.9, "RESP, unpipelined, CPU a request, to redis", Figure.CpuMicroseconds, "resp1", RedisName),
        new("Meta, 16 deep, CPU a request, to redis' own protocol", Figure.CpuMicroseconds, new("meta16", SegcacheName), [new("resp16", RedisName)], 0.7, IsCeiling: true),
        new("Binary, 16 deep, CPU a request, to redis' own protocol", Figure.CpuMicroseconds, new("binary16", SegcacheName), [new("resp16", RedisName)], 0.7, IsCeiling: true),
        AtMost(0.7, "RESP, 16 deep, CPU a request, to redis", Figure.CpuMicroseconds, "resp16", RedisName),
        new("100-key get, keys a second, to memcached", Figure.KeysPerSecond, new("multiget100", SegcacheName), [new("multiget100", MemcachedName)], 1.5, IsCeiling: false),
        AtMost(1 / 1.5, "100-key get, CPU a request, to memcached", Figure.CpuMicroseconds, "multiget100", MemcachedName),
        new("Ping, unpipelined, CPU a request, to every other server's cheapest unpipelined request", Figure.CpuMicroseconds, new("ping1", PingserverName), [new("ping1", RedisName), new("get1", MemcachedName), new("get1", SegcacheName)], 1.0, IsCeiling: true),
        new("Ping, 16 deep, CPU a request, to every other server's cheapest 16 deep", Figure.CpuMicroseconds, new("ping16", PingserverName), [new("ping16", RedisName), new("get16", MemcachedName), new("get16", SegcacheName)], 1.0, IsCeiling: true),
        AtMost(0.65, "Memory growth for the items, to memcached", Figure.GrowthBytes, "memory", MemcachedName),
    ];

    public string LimitText => string.Create(CultureInfo.InvariantCulture, $"{(IsCeiling ? "≤" : "≥")} {Limit:0.00}");

    /// <summary>The ratio to the peer that is hardest to beat, or null where none ran.</summary>
    public Spread? Measured(RunSet runs)
    {
        IEnumerable<Spread> ratios = Peers.Select(peer => runs.Ratio(Figure, Ours, peer)).OfType<Spread>();
        return IsCeiling
            ? ratios.OrderByDescending(ratio => ratio.Median).Cast<Spread?>().FirstOrDefault()
            : ratios.OrderBy(ratio => ratio.Median).Cast<Spread?>().FirstOrDefault();
    }

    public bool IsMet(Spread measured) => IsCeiling ? measured.Median <= Limit : measured.Median >= Limit;

    private static Bar AtMost(double limit, string what, Figure figure, string row, params string[] peers) =>
        new(what, figure, new RunKey(row, SegcacheName), [.. peers.Select(peer => new RunKey(row, peer))], limit, IsCeiling: true);
}
