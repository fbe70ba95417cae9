using Pelikan.Node.Config.Values;

namespace Pelikan.Node.Config.Keys;

/// <summary>The <c>[limits]</c> section.</summary>
internal static class LimitsKeys
{
    private const string Name = "limits";
    private const long KiB = 1024;
    private const long MiB = 1024 * KiB;
    private const long GiB = 1024 * MiB;
    private const int KeysMax = 1_000_000;

    public static ConfigSection Section { get; } = new(Name, "What one client may ask for. A request over a limit is refused, and counted.",
    [
        new ConfigKey<long>(Name, "value_size_max", new SizeType(1, 8 * MiB), c => c.Limits.ValueSizeMax,
            (c, v) => c with { Limits = c.Limits with { ValueSizeMax = (int)v } },
            "Largest value in bytes (memcached: -I). An item must fit in a segment: raise seg.segment_size with it.")
        { NeedsStorage = true },
        new ConfigKey<long>(Name, "request_line_max", new SizeType(2 * KiB, 64 * MiB), c => c.Limits.RequestLineMax,
            (c, v) => c with { Limits = c.Limits with { RequestLineMax = (int)v } },
            "Longest request line in bytes, its keys included; a longer one closes the connection. Raise it for gets of very many long keys."),
        new ConfigKey<int>(Name, "keys_per_get_max", new IntegerType(1, KeysMax), c => c.Limits.KeysPerGetMax,
            (c, v) => c with { Limits = c.Limits with { KeysPerGetMax = v } },
            "Keys in one get. Lower it where giant gets delay the requests of others: several smaller ones in a pipeline are kinder.")
        { NeedsStorage = true },
        new ConfigKey<long>(Name, "output_high_watermark", new SizeType(4 * KiB, GiB), c => c.Limits.OutputHighWatermark,
            (c, v) => c with { Limits = c.Limits with { OutputHighWatermark = (int)v } },
            "Bytes of replies waiting in one connection from which on it is not read until the client takes them. Lower it to spend less memory on slow readers."),
        new ConfigKey<long>(Name, "buffer_memory_max", new SizeType(MiB, 1024 * GiB), c => c.Limits.BufferMemoryMax,
            (c, v) => c with { Limits = c.Limits with { BufferMemoryMax = v } },
            "Bytes of unfinished requests and unsent replies, all connections together; beyond it a request is refused. It comes on top of seg.heap_size."),
    ]);
}
