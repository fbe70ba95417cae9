using System.Collections.Generic;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>The commands about the server.</summary>
internal static class ServerConversations
{
    private const string BadLine = "CLIENT_ERROR bad command line format\r\n";
    private const string OldShortLines = "before 1.6.40 too few arguments are ERROR";
    private const string Elsewhere = "memcached has these parts, or its own figures";

    public static IReadOnlyList<Conversation> All { get; } =
    [
        new Conversation("flush_all")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("flush_all\r\n", "OK\r\n")
            .Say("get k\r\n", "END\r\n")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("get k\r\n", "VALUE k 0 1\r\na\r\nEND\r\n")
            .SayQuietly("flush_all noreply\r\n")
            .Say("get k\r\n", "END\r\n"),
        new Conversation("flush_all with 0 and with a negative delay is at once")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .SayQuietly("flush_all 0 noreply\r\n")
            .Say("get k\r\n", "END\r\n")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("flush_all -1\r\n", "OK\r\n")
            .Say("get k\r\n", "END\r\n"),
        new Conversation("flush_all refuses what is no number")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("flush_all x\r\n", "CLIENT_ERROR invalid exptime argument\r\n")
            .SayQuietly("flush_all x noreply\r\n")
            .Say("flush_all noreply x\r\n", "CLIENT_ERROR invalid exptime argument\r\n")
            .Say("get k\r\n", "VALUE k 0 1\r\na\r\nEND\r\n")
            .Differs("1.6.18 has other words for it"),
        new Conversation("version, whatever follows it")
            .Say("version\r\n", "VERSION 1.6.45 pelikan-0.1.0\r\n")
            .Say("version foo bar\r\n", "VERSION 1.6.45 pelikan-0.1.0\r\n")
            .Say("version noreply\r\n", "VERSION 1.6.45 pelikan-0.1.0\r\n")
            .Differs(Elsewhere),
        new Conversation("verbosity")
            .Say("verbosity 1\r\n", "OK\r\n")
            .Say("verbosity 0\r\n", "OK\r\n")
            .SayQuietly("verbosity 0 noreply\r\n")
            .SayQuietly("verbosity noreply\r\n"),
        new Conversation("verbosity without a number")
            .Say("verbosity\r\n", BadLine)
            .Say("verbosity foo bar my\r\n", BadLine)
            .Say("verbosity -1\r\n", BadLine)
            .Differs(OldShortLines),
        new Conversation("quit ends the session, and what is behind it is not run")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("get k\r\nquit\r\nget k\r\n", "VALUE k 0 1\r\na\r\nEND\r\n")
            .Close(),
        new Conversation("stats and its groups")
            .Say("stats\r\n", "STAT pid 1\r\nSTAT version 0.1.0\r\nEND\r\n")
            .Say("stats settings\r\n", "STAT maxbytes 67108864\r\nEND\r\n")
            .Say("stats conns\r\n", "END\r\n")
            .Say("stats noreply\r\n", "ERROR\r\n")
            .Say("stats nonsense\r\n", "ERROR\r\n")
            .Say("stats s\r\n", "ERROR\r\n")
            .Differs(Elsewhere),
        new Conversation("stats groups that a server without slabs does not have still end")
            .Say("stats items\r\n", "END\r\n")
            .Say("stats slabs\r\n", "END\r\n")
            .Say("stats sizes\r\n", "STAT sizes_status disabled\r\nEND\r\n")
            .Differs(Elsewhere),
        new Conversation("stats reset")
            .Say("stats reset\r\n", "RESET\r\n"),
        new Conversation("stats that are not given")
            .Say("stats detail dump\r\n", "CLIENT_ERROR stats detail not allowed\r\n")
            .Say("stats cachedump 1 1\r\n", "CLIENT_ERROR stats cachedump not allowed\r\n")
            .Differs(Elsewhere),
        new Conversation("shutdown is not for clients")
            .Say("shutdown\r\n", "SERVER_ERROR: shutdown not enabled\r\n")
            .Say("shutdown graceful\r\n", "SERVER_ERROR: shutdown not enabled\r\n")
            .Differs("before 1.6.40 the first word is ERROR"),
        new Conversation("cache_memlimit")
            .Say("cache_memlimit\r\n", BadLine)
            .Say("cache_memlimit x\r\n", "ERROR\r\n")
            .Say("cache_memlimit 7\r\n", "MEMLIMIT_TOO_SMALL cannot set maxbytes to less than 8m\r\n")
            .Say("cache_memlimit 67108864000\r\n", "MEMLIMIT_ADJUST_FAILED input value is megabytes not bytes\r\n")
            .Say("cache_memlimit 100\r\n", "MEMLIMIT_ADJUST_FAILED out of bounds or unable to adjust\r\n")
            .SayQuietly("cache_memlimit 100 noreply\r\n")
            .Differs(Elsewhere),
        new Conversation("slabs")
            .Say("slabs\r\n", BadLine)
            .Say("slabs reassign 1 2\r\n", "CLIENT_ERROR slab reassignment disabled\r\n")
            .Say("slabs automove 1\r\n", "OK\r\n")
            .Say("slabs automove\r\n", BadLine)
            .Say("slabs nonsense\r\n", "ERROR\r\n")
            .SayQuietly("slabs automove 0 noreply\r\n")
            .Differs(Elsewhere),
        new Conversation("lru")
            .Say("lru\r\n", BadLine)
            .Say("lru mode segmented\r\n", "OK\r\n")
            .Say("lru tune 20 40 0.2 2.0\r\n", "OK\r\n")
            .Say("lru temp_ttl 60\r\n", "OK\r\n")
            .Say("lru temp_ttl\r\n", BadLine)
            .Say("lru nonsense\r\n", "ERROR\r\n")
            .Differs(Elsewhere),
        new Conversation("lru_crawler")
            .Say("lru_crawler\r\n", BadLine)
            .Say("lru_crawler enable\r\n", "OK\r\n")
            .Say("lru_crawler disable\r\n", "OK\r\n")
            .Say("lru_crawler sleep 100\r\n", "OK\r\n")
            .Say("lru_crawler tocrawl 0\r\n", "OK\r\n")
            .Say("lru_crawler sleep\r\n", BadLine)
            .Say("lru_crawler tocrawl x\r\n", BadLine)
            .Say("lru_crawler crawl all\r\n", "CLIENT_ERROR lru crawler disabled\r\n")
            .Say("lru_crawler metadump all\r\n", "ERROR metadump not allowed\r\n")
            .Say("lru_crawler mgdump all\r\n", "ERROR key dump not allowed\r\n")
            .Say("lru_crawler nonsense\r\n", "ERROR\r\n")
            .SayQuietly("lru_crawler enable noreply\r\n")
            .Differs(Elsewhere),
        new Conversation("watch")
            .Say("watch\r\n", "CLIENT_ERROR watch commands not allowed\r\n")
            .Say("watch evictions\r\n", "CLIENT_ERROR watch commands not allowed\r\n")
            .Differs(Elsewhere),
    ];
}
