using System.Collections.Generic;
using static Pelikan.Node.Tests.Protocol.Memcache.Binary.Wire;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

/// <summary>Values of a thousand bytes, which is the limit in these tests, and of more.</summary>
internal static class BinaryLimitConversations
{
    private const int ValueBytesMax = 1000;
    private const string Limit = "the limit of the tests is smaller than memcached's";

    public static IReadOnlyList<BinaryConversation> All { get; } =
    [
        new BinaryConversation("the longest value")
            .Say(Request(0x01, "a", Item(), Value(0)), Reply(0x01, cas: Id(0)))
            .Say(Request(0x00, "a"), Reply(0x00, extras: Expiry(0), value: Value(0), cas: Id(0))),
        new BinaryConversation("a set that is too large ends the old value")
            .Say(Request(0x01, "a", Item(), "v"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x01, "a", Item(), Value(1)), Error(0x01, 0x03))
            .Say(Request(0x00, "a"), Error(0x00, 0x01))
            .Differs(Limit),
        new BinaryConversation("a quiet set that is too large is told")
            .Say(Request(0x11, "a", Item(), Value(7)) + Request(0x0a), Error(0x11, 0x03) + Reply(0x0a))
            .Differs(Limit),
        new BinaryConversation("others that are too large leave the old value")
            .Say(Request(0x01, "a", Item(), "v"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x02, "a", Item(), Value(1)), Error(0x02, 0x03))
            .Say(Request(0x03, "a", Item(), Value(1)), Error(0x03, 0x03))
            .Say(Request(0x0e, "a", value: Value(1)), Error(0x0e, 0x03))
            .Say(Request(0x1a, "a", value: Value(1)), Error(0x1a, 0x03))
            .Say(Request(0x00, "a"), Reply(0x00, extras: Expiry(0), value: "v", cas: Id(0)))
            .Differs(Limit),
        new BinaryConversation("what is added does not make a value larger than any may be")
            .Say(Request(0x01, "a", Item(), Value(-1)), Reply(0x01, cas: Id(0)))
            .Say(Request(0x0e, "a", value: "xy"), Error(0x0e, 0x05))
            .Say(Request(0x0f, "a", value: "xy"), Error(0x0f, 0x05))
            .Say(Request(0x19, "a", value: "xy"), Error(0x19, 0x05))
            .Say(Request(0x1a, "a", value: "xy"), Error(0x1a, 0x05))
            .Say(Request(0x00, "a"), Reply(0x00, extras: Expiry(0), value: Value(-1), cas: Id(0)))
            .Say(Request(0x0e, "a", value: "x"), Reply(0x0e, cas: Id(1)))
            .Say(Request(0x0f, "a", value: "x"), Error(0x0f, 0x05))
            .Differs(Limit),
    ];

    // What is skipped would be requests if it were not.
    private static string Value(int more) => new('\u0080', ValueBytesMax + more);
}
