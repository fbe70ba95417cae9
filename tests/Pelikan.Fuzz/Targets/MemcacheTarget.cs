using System;
using System.Collections.Generic;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Protocol;
using Pelikan.Storage.Metrics;

namespace Pelikan.Fuzz.Targets;

/// <summary>
/// memcached's text protocol, meta commands included, over real partitions. Limits are small, so that short inputs reach them. What
/// begins like a binary session is one.
/// </summary>
public sealed class MemcacheTarget : IFuzzTarget
{
    private static readonly ProtocolLimits Limits = new() { ValueBytesMax = 1000, KeysPerGetMax = 20, LineBytesMax = 2500 };

    private readonly FuzzShards _whole = new();
    private readonly FuzzShards _pieces = new();
    private readonly ProtocolPair<CacheProtocol, RoutedStore> _pair;

    public MemcacheTarget()
    {
        FuzzServer server = new();
        _pair = new ProtocolPair<CacheProtocol, RoutedStore>(
            _whole.Store, _pieces.Store, () => new WorkerContext(Limits, server, new CounterBlock(CacheMetrics.All.Count)), server, Inputs.BytesMax);
    }

    public IReadOnlyList<string> Seeds =>
    [
        "set a 1 0 3\r\nabc\r\nget a b\r\ngets a\r\ndelete a\r\n",
        "add n 0 0 2\r\n10\r\nincr n 5\r\ndecr n 20\r\nappend n 0 0 1\r\n1\r\nprepend n 0 0 1\r\n2\r\nget n\r\n",
        "set t 0 1 1\r\nx\r\ntouch t 2\r\ngat 3 t\r\ngats -1 t\r\nget t\r\nreplace t 0 0 1 noreply\r\ny\r\n",
        "cas a 0 0 1 7\r\nz\r\nflush_all\r\nflush_all 1 noreply\r\nversion\r\nverbosity 1\r\nstats\r\nquit\r\n",
        "ms a 3 T9 F7 c\r\nabc\r\nmg a v t f c k s h l O1\r\nmg b v N30 q\r\nmn\r\nmd a q\r\nme a\r\n",
        "ms n 1 ME\r\n5\r\nma n D3 v t\r\nma n MD N0 J7 q\r\nmd n I T30\r\nmg n v R30\r\nms n 2 MA I C5\r\nxy\r\nmg bg== b k v\r\nms n S1 MR\r\nz\r\n",
    ];

    public IReadOnlyList<string> Dictionary =>
    [
        "get ", "gets ", "gat ", "gats ", "set ", "add ", "replace ", "append ", "prepend ", "cas ", "incr ", "decr ", "delete ", "touch ",
        "flush_all", "version", "verbosity ", "stats", "stats settings", "quit", "shutdown", "slabs ", "lru ", "lru_crawler ", "watch ",
        "cache_memlimit ", " noreply", "\r\n", "\n", "\r", " ", " 0 0 ", "set a 0 0 1\r\nx\r\n", "set n 0 0 1\r\n9\r\n", "get a\r\n",
        "gets a\r\n", " HTTP/1.1", "cas a 0 0 1 ", "2592000", "2592001", "1800000000", "-1",
        "mg ", "ms ", "md ", "ma ", "me ", "mn\r\n", "mg a v\r\n", "ms a 1\r\nx\r\n", "ms a 2 I\r\nxy\r\n", "md a I T30\r\n", "ma n\r\n", " v", " q", " k", " b",
        " c", " f", " h", " l", " s", " t", " I", " x", " O7", " E9", " C9", " N30", " R30", " T0", " T-1", " J5", " D2", " M", "MA", "MP", "MI", "MD", " F3", "YQ==",
    ];

    public int Run(byte[] input)
    {
        int requests = _pair.Run(input);
        CheckReplies(input);
        _whole.Maintain(_pair.Now);
        _pieces.Maintain(_pair.Now);
        _whole.Check();
        return requests;
    }

    private void CheckReplies(ReadOnlySpan<byte> input)
    {
        if (input.StartsWith([CacheProtocol.BinaryMagic]))
        {
            BinaryReplies.Check(_pair.Sent);
        }
        else
        {
            MemcacheReplies.Check(_pair.Sent);
        }
    }
}
