using System.Collections.Generic;
using static Pelikan.Node.Tests.Protocol.Memcache.Binary.Wire;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

/// <summary>What reads, counts, touches and deletes.</summary>
internal static class BinaryKeyConversations
{
    private const uint NoBeginning = 0xffffffff;

    public static IReadOnlyList<BinaryConversation> All { get; } =
    [
        new BinaryConversation("get, with the key and without")
            .Say(Request(0x00, "a"), Error(0x00, 0x01))
            .Say(Request(0x0c, "a"), Reply(0x0c, 0x01, key: "a"))
            .Say(Request(0x01, "a", Item(0x01020304), "v"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x00, "a"), Reply(0x00, extras: Expiry(0x01020304), value: "v", cas: Id(0)))
            .Say(Request(0x0c, "a"), Reply(0x0c, key: "a", extras: Expiry(0x01020304), value: "v", cas: Id(0))),
        new BinaryConversation("get, quietly: misses are silent, hits are sent")
            .SayQuietly(Request(0x09, "a") + Request(0x0d, "a"))
            .Say(Request(0x01, "a", Item(), "v"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x09, "a"), Reply(0x09, extras: Expiry(0), value: "v", cas: Id(0)))
            .Say(Request(0x0d, "a"), Reply(0x0d, key: "a", extras: Expiry(0), value: "v", cas: Id(0)))
            .Say(
                Request(0x0d, "b") + Request(0x0d, "a") + Request(0x0d, "c") + Request(0x0a),
                Reply(0x0d, key: "a", extras: Expiry(0), value: "v", cas: Id(0)) + Reply(0x0a)),
        new BinaryConversation("touch answers the flags and keeps the CAS id")
            .Say(Request(0x1c, "a", Expiry(0)), Error(0x1c, 0x01))
            .Say(Request(0x01, "a", Item(5), "v"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x1c, "a", Expiry(100)), Reply(0x1c, extras: Expiry(5), cas: Id(0)))
            .Say(Request(0x00, "a"), Reply(0x00, extras: Expiry(5), value: "v", cas: Id(0))),
        new BinaryConversation("get and touch")
            .Say(Request(0x1d, "a", Expiry(0)), Error(0x1d, 0x01))
            .Say(Request(0x23, "a", Expiry(0)), Reply(0x23, 0x01, key: "a"))
            .SayQuietly(Request(0x1e, "a", Expiry(0)) + Request(0x24, "a", Expiry(0)))
            .Say(Request(0x01, "a", Item(5), "v"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x1d, "a", Expiry(100)), Reply(0x1d, extras: Expiry(5), value: "v", cas: Id(0)))
            .Say(Request(0x1e, "a", Expiry(100)), Reply(0x1e, extras: Expiry(5), value: "v", cas: Id(0)))
            .Say(Request(0x23, "a", Expiry(100)), Reply(0x23, key: "a", extras: Expiry(5), value: "v", cas: Id(0)))
            .Say(Request(0x24, "a", Expiry(0)), Reply(0x24, key: "a", extras: Expiry(5), value: "v", cas: Id(0))),
        new BinaryConversation("a touch gives another expiry")
            .Say(Request(0x01, "a", Item(), "v") + Request(0x01, "b", Item(), "v"), Reply(0x01, cas: Id(0)) + Reply(0x01, cas: Id(1)))
            .Say(Request(0x1c, "a", Expiry(5)), Reply(0x1c, extras: Expiry(0), cas: Id(0)))
            .Say(Request(0x1d, "b", Expiry(5)), Reply(0x1d, extras: Expiry(0), value: "v", cas: Id(1)))
            .Wait(6)
            .Say(Request(0x00, "a"), Error(0x00, 0x01))
            .Say(Request(0x1d, "b", Expiry(5)), Error(0x1d, 0x01)),
        new BinaryConversation("delete")
            .Say(Request(0x04, "a"), Error(0x04, 0x01))
            .Say(Request(0x01, "a", Item(), "v"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x04, "a"), Reply(0x04))
            .Say(Request(0x00, "a"), Error(0x00, 0x01)),
        new BinaryConversation("delete, quietly: only what went wrong is told")
            .Say(Request(0x14, "a"), Error(0x14, 0x01))
            .Say(Request(0x01, "a", Item(), "v"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x14, "a", cas: WrongCas), Error(0x14, 0x02))
            .SayQuietly(Request(0x14, "a"))
            .Say(Request(0x00, "a"), Error(0x00, 0x01)),
        new BinaryConversation("delete compares a CAS id")
            .Say(Request(0x04, "a", cas: WrongCas), Error(0x04, 0x01))
            .Say(Request(0x01, "a", Item(), "v"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x04, "a", cas: WrongCas), Error(0x04, 0x02))
            .Say(Request(0x04, "a", cas: Id(0)), Reply(0x04))
            .Say(Request(0x00, "a"), Error(0x00, 0x01)),
        new BinaryConversation("increment begins with the initial value, without the delta")
            .Say(Incr("n", 3, 10), Counted(0x05, 10, Id(0)))
            .Say(Incr("n", 3, 10), Counted(0x05, 13, Id(1)))
            .Say(Request(0x00, "n"), Reply(0x00, extras: Expiry(0), value: "13", cas: Id(1)))
            .Say(Request(0x06, "n", Count(5, 0, 0)), Counted(0x06, 8, Id(2)))
            .Say(Request(0x06, "n", Count(9, 0, 0)), Counted(0x06, 0, Id(3))),
        new BinaryConversation("increment that is not to begin")
            .Say(Request(0x05, "n", Count(1, 7, NoBeginning)), Error(0x05, 0x01))
            .Say(Request(0x06, "n", Count(1, 7, NoBeginning)), Error(0x06, 0x01))
            .Say(Request(0x15, "n", Count(1, 7, NoBeginning)), Error(0x15, 0x01))
            .Say(Request(0x16, "n", Count(1, 7, NoBeginning)), Error(0x16, 0x01))
            .Say(Request(0x00, "n"), Error(0x00, 0x01)),
        new BinaryConversation("increment wraps, decrement stops")
            .Say(Incr("n", 1, ulong.MaxValue), Counted(0x05, ulong.MaxValue, Id(0)))
            .Say(Incr("n", 2, 0), Counted(0x05, 1, Id(1)))
            .Say(Request(0x06, "n", Count(ulong.MaxValue, 0, 0)), Counted(0x06, 0, Id(2))),
        new BinaryConversation("increment and decrement, quietly")
            .SayQuietly(Request(0x15, "n", Count(1, 5, 0)) + Request(0x15, "n", Count(2, 5, 0)) + Request(0x16, "n", Count(1, 5, 0)))
            .Say(Request(0x00, "n"), Reply(0x00, extras: Expiry(0), value: "6", cas: Id(0))),
        new BinaryConversation("increment of what is no number")
            .Say(Request(0x01, "a", Item(), "ten"), Reply(0x01, cas: Id(0)))
            .Say(Incr("a", 1, 0), Error(0x05, 0x06))
            .Say(Request(0x06, "a", Count(1, 0, 0)), Error(0x06, 0x06))
            .Say(Request(0x15, "a", Count(1, 0, 0)), Error(0x15, 0x06))
            .Say(Request(0x00, "a"), Reply(0x00, extras: Expiry(0), value: "ten", cas: Id(0))),
        new BinaryConversation("increment keeps the flags")
            .Say(Request(0x01, "n", Item(0xab), "99"), Reply(0x01, cas: Id(0)))
            .Say(Incr("n", 1, 0), Counted(0x05, 100, Id(1)))
            .Say(Request(0x00, "n"), Reply(0x00, extras: Expiry(0xab), value: "100", cas: Id(1))),
        new BinaryConversation("increment compares a CAS id, but not of what is not there")
            .Say(Request(0x05, "n", Count(1, 5, 0), cas: WrongCas), Counted(0x05, 5, Id(0)))
            .Say(Request(0x05, "n", Count(1, 5, 0), cas: WrongCas), Error(0x05, 0x02))
            .Say(Request(0x16, "n", Count(1, 5, 0), cas: WrongCas), Error(0x16, 0x02))
            .Say(Request(0x05, "n", Count(1, 5, 0), cas: Id(0)), Counted(0x05, 6, Id(1))),
        new BinaryConversation("a number that was begun expires")
            .Say(Request(0x05, "n", Count(1, 5, 10)), Counted(0x05, 5, Id(0)))
            .Wait(5)
            .Say(Request(0x05, "n", Count(1, 5, 100)), Counted(0x05, 6, Id(1)))
            .Wait(6)
            .Say(Request(0x00, "n"), Error(0x00, 0x01)),
        new BinaryConversation("a number that becomes shorter is as long as its digits")
            .Say(Request(0x01, "n", Item(), "10"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x06, "n", Count(1, 0, 0)), Counted(0x06, 9, Id(1)))
            .Say(Request(0x00, "n"), Reply(0x00, extras: Expiry(0), value: "9", cas: Id(1)))
            .Differs("memcached writes it in place and fills it up with blanks"),
    ];

    private static string Incr(string key, ulong delta, ulong initial) => Request(0x05, key, Count(delta, initial, 0));

    private static string Counted(int opcode, ulong number, string cas) => Reply(opcode, value: Number64(number), cas: cas);
}
