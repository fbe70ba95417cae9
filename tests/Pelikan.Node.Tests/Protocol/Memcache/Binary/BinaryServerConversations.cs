using System.Collections.Generic;
using static Pelikan.Node.Tests.Protocol.Memcache.Binary.Wire;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

/// <summary>noop, quit, version, flush, stat, what is not known, and what ends the session.</summary>
internal static class BinaryServerConversations
{
    private const string Settings = "the settings of another server";

    public static IReadOnlyList<BinaryConversation> All { get; } =
    [
        new BinaryConversation("noop").Say(Request(0x0a), Reply(0x0a)),
        new BinaryConversation("quit, and nothing behind it").Say(Request(0x07) + Request(0x0a), Reply(0x07)).Close(),
        new BinaryConversation("quit, quietly").SayQuietly(Request(0x17) + Request(0x0a)).Close(),
        new BinaryConversation("version")
            .Say(Request(0x0b), Reply(0x0b, value: "1.6.45 pelikan-0.1.0")).Differs("another version"),
        new BinaryConversation("flush")
            .Say(Request(0x01, "a", Item(), "v"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x08), Reply(0x08))
            .Say(Request(0x00, "a"), Error(0x00, 0x01))
            .Say(Request(0x01, "a", Item(), "v"), Reply(0x01, cas: Id(1)))
            .Say(Request(0x08, extras: Expiry(0)), Reply(0x08))
            .Say(Request(0x00, "a"), Error(0x00, 0x01)),
        new BinaryConversation("flush, quietly")
            .Say(Request(0x01, "a", Item(), "v"), Reply(0x01, cas: Id(0)))
            .SayQuietly(Request(0x18))
            .Say(Request(0x00, "a"), Error(0x00, 0x01))
            .SayQuietly(Request(0x18, extras: Expiry(0))),
        new BinaryConversation("flush later")
            .Say(Request(0x01, "a", Item(), "v"), Reply(0x01, cas: Id(0)))
            .Say(Request(0x08, extras: Expiry(10)), Reply(0x08))
            .Say(Request(0x00, "a"), Reply(0x00, extras: Expiry(0), value: "v", cas: Id(0)))
            .Wait(11)
            .Say(Request(0x00, "a"), Error(0x00, 0x01)),
        new BinaryConversation("stat: one reply each, and one without a key")
            .Say(Request(0x10), Stat("pid", "1") + Stat("version", "0.1.0") + Reply(0x10)).Differs(Settings),
        new BinaryConversation("stat settings, by its beginning")
            .Say(Request(0x10, "settings"), Stat("maxbytes", "67108864") + Reply(0x10))
            .Say(Request(0x10, "settingsAndMore"), Stat("maxbytes", "67108864") + Reply(0x10))
            .Differs(Settings),
        new BinaryConversation("stat reset, by its beginning")
            .Say(Request(0x10, "reset"), Reply(0x10))
            .Say(Request(0x10, "resetting"), Reply(0x10)),
        new BinaryConversation("stat of no group")
            .Say(Request(0x10, "nothing"), Error(0x10, 0x01))
            .Say(Request(0x10, "detail"), Error(0x10, 0x01))
            .Say(Request(0x10, "detail me"), Error(0x10, 0x01))
            .Say(Request(0x0a), Reply(0x0a)),
        new BinaryConversation("stat of connections is not for this protocol")
            .Say(Request(0x10, "conns"), Error(0x10, 0x01)),
        new BinaryConversation("stat of groups that a server need not have")
            .Say(Request(0x10, "items"), Reply(0x10))
            .Say(Request(0x10, "slabs"), Reply(0x10))
            .Say(Request(0x10, "sizes"), Reply(0x10))
            .Differs("memcached has classes of items"),
        new BinaryConversation("operations that are not known")
            .Say(Request(0x1b), Error(0x1b, 0x81))
            .Say(Request(0x1f), Error(0x1f, 0x81))
            .Say(Request(0x25), Error(0x25, 0x81))
            .Say(Request(0x30), Error(0x30, 0x81))
            .Say(Request(0x60), Error(0x60, 0x81))
            .Say(Request(0xff), Error(0xff, 0x81))
            .Say(Request(0x0a), Reply(0x0a)),
        new BinaryConversation("verbosity is not known")
            .Say(Request(0x1b, extras: Expiry(1)), Error(0x1b, 0x81))
            .Say(Request(0x0a), Reply(0x0a))
            .Differs("memcached takes the length of the body twice from the input"),
        new BinaryConversation("the body of what is not known is skipped once")
            .Say(Request(0x60, "key", "ext", "value") + Request(0x0a), Error(0x60, 0x81) + Reply(0x0a))
            .Differs("memcached takes extras and key twice from the input"),
        new BinaryConversation("the value of what is not known is skipped")
            .Say(Request(0x60, value: new string('\u0080', 300)) + Request(0x0a), Error(0x60, 0x81) + Reply(0x0a)),
        new BinaryConversation("SASL where nobody has to")
            .Say(Request(0x20), Error(0x20, 0x81))
            .Say(Request(0x21, "PLAIN", value: "\0user\0password"), Error(0x21, 0x81))
            .Say(Request(0x22, "PLAIN", value: "\0user\0password"), Error(0x22, 0x81))
            .Say(Request(0x21, "PLAIN"), Error(0x21, 0x81))
            .Say(Request(0x0a), Reply(0x0a)),

        new BinaryConversation("another magic ends the session without a word")
            .Say(Request(0x0a) + new string('x', 24), Reply(0x0a)).Close(),
        new BinaryConversation("the magic of a reply ends the session without a word")
            .SayQuietly(Request(0x09, "a") + "\u0081" + new string('\0', 23)).Close(),
        Ends("a key longer than the body", Header(0x00, 5, 0, 4) + "abcde", 0x00, 0x81),
        Ends("key and extras longer than the body", Header(0x01, 5, 8, 12) + "12345678abcde", 0x01, 0x81),
        Ends("key and extras longer than the body of what is not known", Header(0x60, 5, 8, 12) + "12345678abcde", 0x60, 0x81),
        new BinaryConversation("a body of more than 1 GiB")
            .Say(Header(0x01, 1, 8, (1u << 30) + 1) + Item() + "a", Error(0x01, 0x04)).Close().Differs("1.6.18 has no such limit"),
        new BinaryConversation("the longest body of what is not known")
            .Say(Header(0x60, 0, 0, uint.MaxValue), Error(0x60, 0x04)).Close().Differs("1.6.18 has no such limit"),
        Ends("get with a key of 251 bytes", Request(0x00, new string('k', 251)), 0x00, 0x04),
        Ends("set with a key of 251 bytes", Request(0x01, new string('k', 251), Item(), "v"), 0x01, 0x04),
        Ends("what is not known with a key of 251 bytes", Request(0x60, new string('k', 251)), 0x60, 0x04),
        Ends("get with extras", Request(0x00, "a", Expiry(0)), 0x00, 0x04),
        Ends("get without a key", Request(0x00), 0x00, 0x04),
        Ends("get with a value", Request(0x09, "a", value: "v"), 0x09, 0x04),
        Ends("getk without a key", Request(0x0d), 0x0d, 0x04),
        Ends("set without extras", Request(0x01, "a", value: "12345678"), 0x01, 0x04),
        Ends("set with four bytes of extras", Request(0x11, "a", Expiry(0), "v"), 0x11, 0x04),
        Ends("add without a key", Request(0x02, "", Item(), "v"), 0x02, 0x04),
        Ends("replace without a key", Request(0x03, "", Item(), "v"), 0x03, 0x04),
        Ends("delete with extras", Request(0x04, "a", Expiry(0)), 0x04, 0x04),
        Ends("delete with a value", Request(0x14, "a", value: "v"), 0x14, 0x04),
        Ends("increment without extras", Request(0x05, "a"), 0x05, 0x04),
        Ends("increment without a key", Request(0x05, "", Count(1, 0, 0)), 0x05, 0x04),
        Ends("decrement with a value", Request(0x06, "a", Count(1, 0, 0), "v"), 0x06, 0x04),
        Ends("append with extras", Request(0x0e, "a", Item(), "v"), 0x0e, 0x04),
        Ends("prepend without a key", Request(0x0f, value: "v"), 0x0f, 0x04),
        Ends("noop with a body", Request(0x0a, value: "v"), 0x0a, 0x04),
        Ends("version with a key", Request(0x0b, "a"), 0x0b, 0x04),
        Ends("flush with eight bytes of extras", Request(0x08, extras: Item()), 0x08, 0x04),
        Ends("flush with a key", Request(0x08, "a"), 0x08, 0x04),
        Ends("quit with a key", Request(0x07, "a"), 0x07, 0x04),
        Ends("stat with extras", Request(0x10, "a", Expiry(0)), 0x10, 0x04),
        Ends("touch without extras", Request(0x1c, "a"), 0x1c, 0x04),
        Ends("get and touch without a key", Request(0x1d, "", Expiry(0)), 0x1d, 0x04),
        Ends("SASL list with a key", Request(0x20, "a"), 0x20, 0x04),
        Ends("SASL auth without a key", Request(0x21, value: "v"), 0x21, 0x04),
        Ends("SASL step with extras", Request(0x22, "PLAIN", Expiry(0)), 0x22, 0x04),
        Ends("get and touch with a value", Request(0x23, "a", Expiry(0), "v"), 0x23, 0x04)
            .Differs("memcached takes the value for the next request"),
        Ends("stat with a value", Request(0x10, "a", value: "v"), 0x10, 0x04)
            .Differs("memcached takes the value for the next request"),
    ];

    private static BinaryConversation Ends(string name, string request, int opcode, int status) =>
        new BinaryConversation($"{name} ends the session").Say(Request(0x0a) + request, Reply(0x0a) + Error(opcode, status)).Close();

    private static string Stat(string name, string value) => Reply(0x10, key: name, value: value);
}
