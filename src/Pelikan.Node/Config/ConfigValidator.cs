using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Pelikan.Node.Config.Values;
using Pelikan.Storage.Memory;

namespace Pelikan.Node.Config;

/// <summary>Checks that settings which are right each for themselves are possible together, before anything is allocated.</summary>
internal sealed class ConfigValidator
{
    /// <summary>What an item may take beside its value: a key of 250 bytes, its header, and room for rounding.</summary>
    public const int ItemOverheadBytesMax = 512;

    /// <summary>A partition fills one segment while it frees another.</summary>
    private const int SegmentsPerShardMin = 2;

    /// <summary>No item is smaller, so that a heap never holds more items than its size by this.</summary>
    private const int ItemBytesMin = 6;

    /// <summary>An item's place has 21 bits for the number of its segment, and 0 is none.</summary>
    private const int SegmentsMax = (1 << 21) - 1;

    private readonly LoadedConfig _loaded;
    private readonly ConfigBinder _report;
    private readonly NodeConfig _config;

    public ConfigValidator(LoadedConfig loaded, ConfigBinder report)
    {
        _loaded = loaded;
        _report = report;
        _config = loaded.Config;
    }

    public void Check()
    {
        CheckEndpoints();
        CheckLimits();
        if (ProductTraits.StoresItems(_loaded.Product))
        {
            CheckHeap();
            CheckItems();
        }
    }

    private void CheckEndpoints()
    {
        ServerConfig server = _config.Server;
        Require(server.Hosts.Count > 0 || server.UnixSocketPath.Length > 0,
            "the server would listen nowhere; name an address in server.host or a server.unix_socket_path", "server.host", "server.unix_socket_path");

        List<Endpoint> endpoints = [.. server.Hosts.Select(host => new Endpoint("server", "host", "port", host, server.Port))];
        endpoints.Add(new Endpoint("admin", "host", "port", _config.Admin.Host, _config.Admin.Port));
        if (_config.Admin.HttpEnabled)
        {
            endpoints.Add(new Endpoint("admin", "http_host", "http_port", _config.Admin.HttpHost, _config.Admin.HttpPort));
        }

        for (int i = 0; i < endpoints.Count; i++)
        {
            foreach (Endpoint other in endpoints.Skip(i + 1))
            {
                bool sameKey = endpoints[i].PortPath == other.PortPath;
                string advice = sameKey ? "keep one of the two (\"::\" takes IPv4 as well)" : "give each its own port";
                Require(!endpoints[i].Overlaps(other),
                    $"{endpoints[i]} and {other} cannot both be listened on; {advice}",
                    endpoints[i].PortPath, other.PortPath, endpoints[i].HostPath, other.HostPath);
            }
        }
    }

    private void CheckLimits()
    {
        LimitsConfig limits = _config.Limits;
        long request = limits.RequestLineMax + (ProductTraits.StoresItems(_loaded.Product) ? limits.ValueSizeMax : 0L);
        Require(limits.BufferMemoryMax >= request,
            $"{Show("limits.buffer_memory_max")} does not hold one largest request of {SizeType.Text(request)}; raise it, or lower the limits of a request",
            "limits.buffer_memory_max", "limits.request_line_max", "limits.value_size_max");
        Require(limits.BufferMemoryMax >= limits.OutputHighWatermark,
            $"{Show("limits.output_high_watermark")} is over {Show("limits.buffer_memory_max")}; lower the first or raise the second",
            "limits.output_high_watermark", "limits.buffer_memory_max");
    }

    private void CheckHeap()
    {
        SegConfig seg = _config.Seg;
        long below = seg.HeapSize / seg.SegmentSize * seg.SegmentSize;
        Require(below == seg.HeapSize,
            $"{Show("seg.heap_size")} is not a multiple of {Show("seg.segment_size")}; write {(below > 0 ? $"\"{SizeType.Text(below)}\" or " : "")}\"{SizeType.Text(below + seg.SegmentSize)}\"",
            "seg.heap_size", "seg.segment_size");

        long least = (long)seg.Shards * SegmentsPerShardMin * seg.SegmentSize;
        Require(seg.HeapSize >= least,
            $"{Show("seg.heap_size")} is less than {SegmentsPerShardMin} segments of {SizeType.Text(seg.SegmentSize)} for each of {seg.Shards} shards; write \"{SizeType.Text(least)}\" or more",
            "seg.heap_size", "seg.segment_size", "seg.shards");

        long items = seg.HeapSize / ItemBytesMin / seg.Shards;
        int powerMax = BitOperations.Log2((ulong)long.Max(items, 1));
        Require(seg.HashPower <= powerMax,
            $"{Show("seg.hash_power")} makes more slots than {Show("seg.heap_size")} can hold items; write {powerMax} or less, or 0",
            "seg.hash_power", "seg.heap_size", "seg.shards");

        long segments = seg.HeapSize / seg.SegmentSize;
        Require(segments <= SegmentsMax,
            $"{Show("seg.heap_size")} has more than {SegmentsMax} segments of {SizeType.Text(seg.SegmentSize)}; make the segments larger, or the heap smaller",
            "seg.heap_size", "seg.segment_size");
        long shardSegments = segments / seg.Shards;
        Require(seg.FreeSegmentsReserve <= shardSegments / 2,
            $"{Show("seg.free_segments_reserve")} is over half of the {shardSegments} segments of a shard; write {shardSegments / 2} or less",
            "seg.free_segments_reserve", "seg.heap_size", "seg.segment_size", "seg.shards");
        Require(seg.DatapoolPath.Length == 0 || seg.HugePages != HugePages.Explicit,
            $"{Show("seg.huge_pages")} is for memory, and {Show("seg.datapool_path")} has the heap in a file; write \"transparent\"",
            "seg.huge_pages", "seg.datapool_path");
        Require(seg.MergeMax >= seg.MergeTarget,
            $"{Show("seg.merge_max")} is less than {Show("seg.merge_target")}; a merge looks at as many segments at least",
            "seg.merge_max", "seg.merge_target");
    }

    private void CheckItems()
    {
        int valueMax = _config.Seg.SegmentSize - ItemOverheadBytesMax;
        Require(_config.Limits.ValueSizeMax <= valueMax,
            $"{Show("limits.value_size_max")} does not fit in {Show("seg.segment_size")} with its key and header; write {valueMax} or less, or larger segments",
            "limits.value_size_max", "seg.segment_size");
    }

    /// <summary>Report a combination that does not hold, at the first of its keys that somebody set.</summary>
    private void Require(bool holds, string problem, params string[] paths)
    {
        ConfigKey[] keys = [.. paths.Select(Key)];
        if (holds || keys.Any(_report.Failed))
        {
            return;
        }

        ConfigOrigin origin = keys.Select(_loaded.OriginOf).FirstOrDefault(known => known != ConfigOrigin.Default, ConfigOrigin.Default);
        _report.Report(origin.ToString(), problem);
    }

    private string Show(string path) => $"{path} = {Key(path).Write(_config)}";

    private static ConfigKey Key(string path) => ConfigSchema.Keys.First(key => key.Path == path);
}
