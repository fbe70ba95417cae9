using System.Collections.Generic;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.Node.Protocol.Memcache.Text;
using Pelikan.Storage.Metrics;

namespace Pelikan.Fuzz.Targets;

/// <summary>
/// memcached's text protocol over real partitions. Limits are small, so that short inputs reach them.
/// </summary>
public sealed class MemcacheTarget : IFuzzTarget
{
    private static readonly ProtocolLimits Limits = new() { ValueBytesMax = 1000, KeysPerGetMax = 20, LineBytesMax = 2500 };

    private readonly FuzzShards _whole = new();
    private readonly FuzzShards _pieces = new();
    private readonly ProtocolPair<MemcacheText, RoutedStore> _pair;

    public MemcacheTarget()
    {
        FuzzServer server = new();
        WorkerContext worker = new(Limits, server, new CounterBlock(MemcacheMetrics.All.Count));
        _pair = new ProtocolPair<MemcacheText, RoutedStore>(_whole.Store, _pieces.Store, worker, server, Inputs.BytesMax);
    }

    public IReadOnlyList<string> Seeds =>
    [
        "set a 1 0 3\r\nabc\r\nget a b\r\ngets a\r\ndelete a\r\n",
        "add n 0 0 2\r\n10\r\nincr n 5\r\ndecr n 20\r\nappend n 0 0 1\r\n1\r\nprepend n 0 0 1\r\n2\r\nget n\r\n",
        "set t 0 1 1\r\nx\r\ntouch t 2\r\ngat 3 t\r\ngats -1 t\r\nget t\r\nreplace t 0 0 1 noreply\r\ny\r\n",
        "cas a 0 0 1 7\r\nz\r\nflush_all\r\nflush_all 1 noreply\r\nversion\r\nverbosity 1\r\nstats\r\nquit\r\n",
    ];

    public IReadOnlyList<string> Dictionary =>
    [
        "get ", "gets ", "gat ", "gats ", "set ", "add ", "replace ", "append ", "prepend ", "cas ", "incr ", "decr ", "delete ", "touch ",
        "flush_all", "version", "verbosity ", "stats", "stats settings", "quit", "shutdown", "slabs ", "lru ", "lru_crawler ", "watch ",
        "cache_memlimit ", " noreply", "\r\n", "\n", "\r", " ", " 0 0 ", "set a 0 0 1\r\nx\r\n", "set n 0 0 1\r\n9\r\n", "get a\r\n",
        "gets a\r\n", " HTTP/1.1", "cas a 0 0 1 ", "2592000", "2592001", "1800000000", "-1",
    ];

    public int Run(byte[] input)
    {
        int requests = _pair.Run(input);
        MemcacheReplies.Check(_pair.Sent);
        _whole.Maintain(_pair.Now);
        _pieces.Maintain(_pair.Now);
        _whole.Check();
        return requests;
    }
}
