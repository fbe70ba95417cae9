using System.Collections.Generic;
using static Pelikan.Node.Tests.Protocol.Memcache.Binary.Wire;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

/// <summary>set, add, replace, append, prepend and what a CAS id makes of them.</summary>
internal static class BinaryStorageConversations
{
    public static IReadOnlyList<BinaryConversation> All { get; } =
    [
        new BinaryConversation("set and get, every byte written out")
            .Say(
                "\u0080\u0001\0\u0003\u0008\0\0\0\0\0\0\u0011\u0001\u0002\u0003\u0004\0\0\0\0\0\0\0\0\0\0\0\u0007\0\0\0\0keyvalue!",
                "\u0081\u0001\0\0\0\0\0\0\0\0\0\0\u0001\u0002\u0003\u0004" + Id(0))
            .Say(
                "\u0080\0\0\u0003\0\0\0\0\0\0\0\u0003\u0005\u0006\u0007\u0008\0\0\0\0\0\0\0\0key",
                "\u0081\0\0\0\u0004\0\0\0\0\0\0\u000a\u0005\u0006\u0007\u0008" + Id(0) + "\0\0\0\u0007value!"),
        new BinaryConversation("the data type and the vbucket of a request mean nothing")
            .Say(
                "\u0080\u0001\0\u0001\u0008\u0009\u0001\u0002\0\0\0\u000a" + Opaque + "\0\0\0\0\0\0\0\0" + Item() + "kv",
                Reply(0x01, cas: Id(0))),
        new BinaryConversation("a set tells its CAS id, and each has another")
            .Say(Set("a", "1"), Reply(0x01, cas: Id(0)))
            .Say(Set("a", "2"), Reply(0x01, cas: Id(1)))
            .Say(Request(0x01, "a", Item(), "3", cas: Id(0)), Error(0x01, 0x02))
            .Say(Request(0x01, "a", Item(), "3", cas: Id(1)), Reply(0x01, cas: Id(2)))
            .Say(Get("a"), Hit("3", Id(2))),
        new BinaryConversation("a CAS id of what is not there")
            .Say(Request(0x01, "a", Item(), "1", cas: WrongCas), Error(0x01, 0x01))
            .Say(Request(0x02, "a", Item(), "1", cas: WrongCas), Error(0x02, 0x01))
            .Say(Request(0x03, "a", Item(), "1", cas: WrongCas), Error(0x03, 0x01))
            .Say(Get("a"), Error(0x00, 0x01)),
        new BinaryConversation("a CAS id makes add and replace a compare and set")
            .Say(Set("a", "1"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x02, "a", Item(), "2", cas: WrongCas), Error(0x02, 0x02))
            .Say(Request(0x02, "a", Item(), "2", cas: Id(0)), Reply(0x02, cas: Id(1)))
            .Say(Request(0x03, "a", Item(), "3", cas: WrongCas), Error(0x03, 0x02))
            .Say(Request(0x03, "a", Item(), "3", cas: Id(1)), Reply(0x03, cas: Id(2)))
            .Say(Get("a"), Hit("3", Id(2))),
        new BinaryConversation("quiet sets are silent where they store")
            .SayQuietly(Request(0x11, "a", Item(7), "1"))
            .Say(Get("a"), Reply(0x00, extras: Expiry(7), value: "1", cas: Id(0)))
            .Say(Request(0x11, "a", Item(), "2", cas: WrongCas), Error(0x11, 0x02))
            .Say(Request(0x11, "none", Item(), "2", cas: WrongCas), Error(0x11, 0x01))
            .SayQuietly(Request(0x11, "a", Item(), "2", cas: Id(0)))
            .Say(Get("a"), Hit("2", Id(1))),
        new BinaryConversation("add")
            .Say(Request(0x02, "a", Item(3), "1"), Reply(0x02, cas: Id(0)))
            .Say(Request(0x02, "a", Item(), "2"), Error(0x02, 0x02))
            .Say(Get("a"), Reply(0x00, extras: Expiry(3), value: "1", cas: Id(0))),
        new BinaryConversation("add, quietly")
            .SayQuietly(Request(0x12, "a", Item(), "1"))
            .Say(Request(0x12, "a", Item(), "2"), Error(0x12, 0x02))
            .Say(Get("a"), Hit("1", Id(0))),
        new BinaryConversation("replace")
            .Say(Request(0x03, "a", Item(), "1"), Error(0x03, 0x01))
            .Say(Set("a", "1"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x03, "a", Item(9), "2"), Reply(0x03, cas: Id(1)))
            .Say(Get("a"), Reply(0x00, extras: Expiry(9), value: "2", cas: Id(1))),
        new BinaryConversation("replace, quietly")
            .Say(Request(0x13, "a", Item(), "1"), Error(0x13, 0x01))
            .Say(Set("a", "1"), Reply(0x01, cas: Id(0)))
            .SayQuietly(Request(0x13, "a", Item(), "2"))
            .Say(Get("a"), Hit("2", Id(1))),
        new BinaryConversation("append and prepend keep the flags and give another CAS id")
            .Say(Request(0x0e, "a", value: "!"), Error(0x0e, 0x05))
            .Say(Request(0x0f, "a", value: "!"), Error(0x0f, 0x05))
            .Say(Request(0x01, "a", Item(0xfeedface), "mid"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x0e, "a", value: ">"), Reply(0x0e, cas: Id(1)))
            .Say(Request(0x0f, "a", value: "<"), Reply(0x0f, cas: Id(2)))
            .Say(Get("a"), Reply(0x00, extras: Expiry(0xfeedface), value: "<mid>", cas: Id(2))),
        new BinaryConversation("append and prepend, quietly")
            .Say(Request(0x19, "a", value: "!"), Error(0x19, 0x05))
            .Say(Request(0x1a, "a", value: "!"), Error(0x1a, 0x05))
            .Say(Set("a", "mid"), Reply(0x01, cas: Id(0)))
            .SayQuietly(Request(0x19, "a", value: ">"))
            .SayQuietly(Request(0x1a, "a", value: "<"))
            .Say(Get("a"), Hit("<mid>", Id(1))),
        new BinaryConversation("append and prepend compare a CAS id")
            .Say(Request(0x0e, "a", value: "!", cas: WrongCas), Error(0x0e, 0x05))
            .Say(Set("a", "mid"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x0e, "a", value: ">", cas: WrongCas), Error(0x0e, 0x02))
            .Say(Request(0x1a, "a", value: "<", cas: WrongCas), Error(0x1a, 0x02))
            .Say(Request(0x0e, "a", value: ">", cas: Id(0)), Reply(0x0e, cas: Id(1)))
            .SayQuietly(Request(0x1a, "a", value: "<", cas: Id(1)))
            .Say(Get("a"), Hit("<mid>", Id(2))),
        new BinaryConversation("values without a byte, and added to nothing")
            .Say(Set("a", ""), Reply(0x01, cas: Id(0)))
            .Say(Get("a"), Hit("", Id(0)))
            .Say(Request(0x0e, "a", value: ""), Reply(0x0e, cas: Id(1)))
            .Say(Request(0x0e, "a", value: "x"), Reply(0x0e, cas: Id(2)))
            .Say(Get("a"), Hit("x", Id(2))),
        new BinaryConversation("keys and values of every byte")
            .Say(Set("\0 \r\n\u00ff\u0080", "\0\u0080\u0081\r\n\u00ff"), Reply(0x01, cas: Id(0)))
            .Say(Get("\0 \r\n\u00ff\u0080"), Hit("\0\u0080\u0081\r\n\u00ff", Id(0))),
        new BinaryConversation("a key of 250 bytes")
            .Say(Set(new string('k', 250), "1"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x0c, new string('k', 250)), Reply(0x0c, key: new string('k', 250), extras: Expiry(0), value: "1", cas: Id(0))),
        new BinaryConversation("an item expires")
            .Say(Request(0x01, "a", Item(expiry: 10), "1"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x01, "b", Item(expiry: 1_700_000_020), "1"), Reply(0x01, cas: Id(1)))
            .Say(Request(0x01, "c", Item(expiry: 0xffffffff), "1"), Reply(0x01, cas: Id(2)))
            .Wait(9)
            .Say(Get("a") + Get("b"), Hit("1", Id(0)) + Hit("1", Id(1)))
            .Wait(2)
            .Say(Get("a") + Get("b"), Error(0x00, 0x01) + Hit("1", Id(1)))
            .Wait(10)
            .Say(Get("b") + Get("c"), Error(0x00, 0x01) + Hit("1", Id(2))),
        new BinaryConversation("a time that has passed ends what was there")
            .Say(Set("a", "1"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x01, "a", Item(expiry: 2_592_001), "2"), Reply(0x01))
            .Say(Get("a"), Error(0x00, 0x01))
            .Differs("memcached tells the CAS id of an item that is dead already"),
    ];

    private static string Set(string key, string value) => Request(0x01, key, Item(), value);

    private static string Get(string key) => Request(0x00, key);

    private static string Hit(string value, string cas) => Reply(0x00, extras: Expiry(0), value: value, cas: cas);
}
