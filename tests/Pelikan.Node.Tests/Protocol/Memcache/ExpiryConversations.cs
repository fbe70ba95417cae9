using System.Collections.Generic;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>exptime in every reading. The wall clock of the table stands at 1,700,000,005 when a conversation begins.</summary>
internal static class ExpiryConversations
{
    private const string Hit = "VALUE k 0 1\r\na\r\nEND\r\n";
    private const string Miss = "END\r\n";
    private const string OneClock = "the table has a wall clock of its own";

    public static IReadOnlyList<Conversation> All { get; } =
    [
        new Conversation("0 is never")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Wait(100_000_000)
            .Say("get k\r\n", Hit),
        new Conversation("n is n seconds")
            .Say("set k 0 2 1\r\na\r\n", "STORED\r\n")
            .Wait(1)
            .Say("get k\r\n", Hit)
            .Wait(1)
            .Say("get k\r\n", Miss)
            .Say("add k 0 2 1\r\na\r\n", "STORED\r\n"),
        new Conversation("30 days are relative")
            .Say("set k 0 2592000 1\r\na\r\n", "STORED\r\n")
            .Wait(2_591_999)
            .Say("get k\r\n", Hit)
            .Wait(1)
            .Say("get k\r\n", Miss),
        new Conversation("one more second is a date in 1970")
            .Say("set k 0 2592001 1\r\na\r\n", "STORED\r\n")
            .Say("get k\r\n", Miss),
        new Conversation("a negative number is at once, and ends the old value")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("set k 0 -1 1\r\nb\r\n", "STORED\r\n")
            .Say("get k\r\n", Miss)
            .Say("add k 0 -1 1\r\nb\r\n", "STORED\r\n")
            .Say("get k\r\n", Miss)
            .Say("replace k 0 -1 1\r\nb\r\n", "NOT_STORED\r\n"),
        new Conversation("cas with a negative number ends the value")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("gets k\r\n", "VALUE k 0 1 %id%\r\na\r\nEND\r\n")
            .Say("cas k 0 -1 1 %id%\r\nb\r\n", "STORED\r\n")
            .Say("get k\r\n", Miss),
        new Conversation("an absolute time")
            .Say("set k 0 1700000007 1\r\na\r\n", "STORED\r\n")
            .Wait(1)
            .Say("get k\r\n", Hit)
            .Wait(1)
            .Say("get k\r\n", Miss)
            .Differs(OneClock),
        new Conversation("an absolute time that is now or past is at once")
            .Say("set k 0 1700000005 1\r\na\r\n", "STORED\r\n")
            .Say("get k\r\n", Miss)
            .Say("set k 0 1600000000 1\r\na\r\n", "STORED\r\n")
            .Say("get k\r\n", Miss),
        new Conversation("absolute times do not end in 2038")
            .Say("set k 0 4102444800 1\r\na\r\n", "STORED\r\n")
            .Say("get k\r\n", Hit)
            .Say("touch k 4102444800\r\n", "TOUCHED\r\n")
            .Say("gat 4102444800 k\r\n", Hit)
            .Say("set k 0 9223372036854775807 1\r\na\r\n", "STORED\r\n")
            .Say("get k\r\n", Hit)
            .Differs("memcached cuts them to 32 bits"),
        new Conversation("touch and gat move the end")
            .Say("set k 0 2 1\r\na\r\n", "STORED\r\n")
            .Wait(1)
            .Say("touch k 3\r\n", "TOUCHED\r\n")
            .Wait(2)
            .Say("gat 3 k\r\n", Hit)
            .Wait(2)
            .Say("gats 0 k\r\n", "VALUE k 0 1 %id%\r\na\r\nEND\r\n")
            .Wait(100_000_000)
            .Say("get k\r\n", Hit)
            .Say("touch k 1\r\n", "TOUCHED\r\n")
            .Wait(1)
            .Say("touch k 0\r\n", "NOT_FOUND\r\n")
            .Say("gat 0 k\r\n", Miss),
        new Conversation("append and incr keep the end")
            .Say("set k 0 2 1\r\n1\r\n", "STORED\r\n")
            .Wait(1)
            .Say("append k 0 0 1\r\n1\r\n", "STORED\r\n")
            .Say("incr k 1\r\n", "12\r\n")
            .Wait(1)
            .Say("get k\r\n", Miss)
            .Say("incr k 1\r\n", "NOT_FOUND\r\n")
            .Say("append k 0 0 1\r\n1\r\n", "NOT_STORED\r\n"),
        new Conversation("flush_all with a delay")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("flush_all 2\r\n", "OK\r\n")
            .Wait(1)
            .Say("get k\r\n", Hit)
            .Wait(1)
            .Say("get k\r\n", Miss)
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Wait(5)
            .Say("get k\r\n", Hit),
        new Conversation("a later flush_all replaces one still to come")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("flush_all 2\r\n", "OK\r\n")
            .Say("flush_all 5\r\n", "OK\r\n")
            .Wait(3)
            .Say("get k\r\n", Hit)
            .Wait(2)
            .Say("get k\r\n", Miss),
        new Conversation("flush_all at an absolute time")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("flush_all 1700000007\r\n", "OK\r\n")
            .Wait(1)
            .Say("get k\r\n", Hit)
            .Wait(1)
            .Say("get k\r\n", Miss)
            .Differs(OneClock),
    ];
}
