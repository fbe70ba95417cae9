using System.Collections.Generic;

using static Pelikan.Node.Tests.Protocol.Memcache.Conversations;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>ms: modes, conditions, and everything that can be wrong with its line and its body.</summary>
internal static class MetaSetConversations
{
    private const string BadLine = "CLIENT_ERROR bad command line format\r\n";
    private const string BadToken = "CLIENT_ERROR bad token in command line format\r\n";
    private const string BadChunk = "CLIENT_ERROR bad data chunk\r\n";
    private const string TooLarge = "SERVER_ERROR object too large for cache\r\n";
    private const string Newer = "since 1.6.20 and later";
    private const string Ids = "here ids have no order, and I takes any other for an older one";

    public static IReadOnlyList<Conversation> All { get; } =
    [
        .. Replies,
        .. Modes,
        .. Conditions,
        .. Errors,
        .. Bodies,
    ];

    private static Conversation[] Replies =>
    [
        new Conversation("ms stores and overwrites")
            .Say("ms k 3 F5\r\nabc\r\n", "HD\r\n")
            .Say("get k\r\n", "VALUE k 5 3\r\nabc\r\nEND\r\n")
            .Say("ms k 2\r\nde\r\n", "HD\r\n")
            .Say("get k\r\n", "VALUE k 0 2\r\nde\r\nEND\r\n")
            .Say("ms  k  0  F4294967295 \r\n\r\n", "HD\r\n")
            .Say("get k\r\n", "VALUE k 4294967295 0\r\n\r\nEND\r\n"),
        new Conversation("ms gives back what the line asks for, in its order")
            .Say("ms a 1 c\r\n1\r\n", "HD c%id%\r\n")
            .Say("ms a 1 Otest\r\n1\r\n", "HD Otest\r\n")
            .Say("ms a 1 k\r\n1\r\n", "HD ka\r\n")
            .Say("ms a 1 k Otest c\r\n1\r\n", "HD ka Otest c%first%\r\n")
            .Say("ms a 1 c Otest k\r\n1\r\n", "HD c%second% Otest ka\r\n"),
        new Conversation("ms s gives the size")
            .Say("ms a 3 s\r\nabc\r\n", "HD s3\r\n")
            .Say("ms a 2 MA s k\r\nde\r\n", "HD s5 ka\r\n")
            .Say("ms a 1 MP s\r\n-\r\n", "HD s6\r\n")
            .Say("ms n 4 MA s\r\nabcd\r\n", "NS s4\r\n")
            .Say("ms a 4 ME s c\r\nabcd\r\n", "NS s4 c0\r\n")
            .Say("mg a v\r\n", "VA 6\r\n-abcde\r\n")
            .Differs(Newer),
        new Conversation("ms gives a time to live")
            .Say("ms k 1 T2\r\na\r\n", "HD\r\n")
            .Wait(1)
            .Say("mg k t\r\n", "HD t1\r\n")
            .Wait(1)
            .Say("mg k\r\n", "EN\r\n")
            .Say("ms k 1 T0\r\na\r\n", "HD\r\n")
            .Wait(100_000_000)
            .Say("mg k t\r\n", "HD t-1\r\n")
            .Say("ms k 1 T-1 k\r\na\r\n", "HD kk\r\n")
            .Say("mg k\r\n", "EN\r\n"),
        new Conversation("ms ignores the flags of other commands and of proxies")
            .Say("ms k 1 D2 J3 N0 R30 h l u v t f Pa Lb k\r\na\r\n", "HD kk\r\n")
            .Say("mg k v t\r\n", "VA 1 t-1\r\na\r\n"),
        new Conversation("ms q keeps back success and nothing else")
            .Say("ms k 1 q k c O1\r\na\r\nms k 1 q ME\r\nb\r\nms k 1 q C9\r\nb\r\nms n 1 q C9\r\nb\r\nms n 1 q MR O7\r\nb\r\nmn\r\n", "NS\r\nEX\r\nNF\r\nNS O7\r\nMN\r\n")
            .Say("mg k v\r\n", "VA 1\r\na\r\n"),
        new Conversation("ms E is the new id")
            .Say("ms k 1 E5 c\r\na\r\n", "HD c5\r\n")
            .Say("cas k 0 0 1 6\r\nb\r\n", "EXISTS\r\n")
            .Say("cas k 0 0 1 5\r\nb\r\n", "STORED\r\n")
            .Say("ms k 1 MA E77 c\r\nc\r\n", "HD c77\r\n")
            .Say("ms k 1 MP C77 E78 c\r\na\r\n", "HD c78\r\n")
            .Say("ms k 1 C77 E79 c\r\na\r\n", "EX c0\r\n")
            .Say("mg k v c\r\n", "VA 3 c78\r\nabc\r\n")
            .Differs(Newer),
    ];

    private static Conversation[] Modes =>
    [
        new Conversation("ms does not make a value larger than any may be by adding to it")
            .Say($"ms k 999 F5\r\n{Repeat('v', 999)}\r\n", "HD\r\n")
            .Say("ms k 2 MA\r\nab\r\n", "NS\r\n")
            .Say("ms k 2 MP k s c O1 q\r\nab\r\n", "NS kk s2 c0 O1\r\n")
            .Say("mg k v f\r\n", $"VA 999 f5\r\n{Repeat('v', 999)}\r\n")
            .Say("ms k 1 MA s\r\na\r\n", "HD s1000\r\n")
            .Say("ms k 1 MP\r\na\r\n", "NS\r\n")
            .Differs("the limit of the tests is smaller than memcached's"),
        new Conversation("ms ME adds what is not there")
            .Say("ms k 2 T120 ME F3\r\naa\r\n", "HD\r\n")
            .Say("ms k 2 ME\r\nbb\r\n", "NS\r\n")
            .Say("ms k 2 ME C7 c\r\nbb\r\n", "NS c0\r\n")
            .Say("mg k v f\r\n", "VA 2 f3\r\naa\r\n")
            .Say("ms n 1 ME C7\r\nx\r\n", "HD\r\n"),
        new Conversation("ms MR replaces what is there")
            .Say("ms k 2 MR\r\nzz\r\n", "NS\r\n")
            .Say("ms k 2\r\naa\r\n", "HD\r\n")
            .Say("ms k 2 MR F1\r\nzz\r\n", "HD\r\n")
            .Say("mg k v f\r\n", "VA 2 f1\r\nzz\r\n"),
        new Conversation("ms MA and MP add to what is there and keep flags and time")
            .Say("ms k 1 MA\r\nx\r\n", "NS\r\n")
            .Say("ms k 1 MP c\r\nx\r\n", "NS c0\r\n")
            .Say("ms k 2 F9\r\nbb\r\n", "HD\r\n")
            .Say("ms k 2 MA T1 F3\r\ncc\r\n", "HD\r\n")
            .Say("ms k 2 MP T1 F3\r\naa\r\n", "HD\r\n")
            .Say("ms k 0 MA\r\n\r\n", "HD\r\n")
            .Say("mg k v f t\r\n", "VA 6 f9 t-1\r\naabbcc\r\n"),
        new Conversation("ms MA and MP make an item with N")
            .Say("ms a 2 MA N30 F4\r\nmo\r\n", "HD\r\n")
            .Say("mg a v f\r\n", "VA 2 f4\r\nmo\r\n")
            .Say("ms a 2 MA N30\r\nko\r\n", "HD\r\n")
            .Say("ms b 2 MP N0 T-1 C5\r\nmo\r\n", "HD\r\n")
            .Say("ms b 2 MP N0\r\nko\r\n", "HD\r\n")
            .Say("mg a v\r\n", "VA 4\r\nmoko\r\n")
            .Say("mg b v t\r\n", "VA 4 t-1\r\nkomo\r\n")
            .Differs(Newer),
        new Conversation("ms MA with N gives the new item N's time, and an old one keeps its own")
            .Say("ms a 1 MA N30 T60\r\nx\r\n", "HD\r\n")
            .Say("mg a t\r\n", "HD t30\r\n")
            .Say("ms a 1 MA N90\r\nx\r\n", "HD\r\n")
            .Say("mg a t\r\n", "HD t30\r\n")
            .Differs("memcached's clock ticks once a second"),
        new Conversation("ms MS sets")
            .Say("ms k 2 MS\r\nyy\r\n", "HD\r\n")
            .Say("ms k 1 MS\r\nz\r\n", "HD\r\n")
            .Say("mg k v\r\n", "VA 1\r\nz\r\n"),
        new Conversation("ms M is read by its first letter")
            .Say("ms k 2 MSet\r\nyy\r\n", "HD\r\n")
            .Say("ms k 2 MAppend\r\nzz\r\n", "HD\r\n")
            .Say("mg k v\r\n", "VA 4\r\nyyzz\r\n")
            .Differs("before 1.6.22 it had to be one letter"),
        new Conversation("ms knows no other mode, and no lower case")
            .Say("ms k 2 MZ\r\ntt\r\n", "CLIENT_ERROR invalid mode for ms M token\r\n")
            .Say("mg k\r\n", "EN\r\n")
            .Say("ms k 2 Ms q\r\ntt\r\n", "CLIENT_ERROR invalid mode for ms M token\r\n")
            .Say("mg k\r\n", "EN\r\n")
            .Differs("before 1.6.40 some of these were wanted in lower case"),
        new Conversation("ms M needs a letter")
            .Say("ms k 2 M\r\ntt\r\n", "CLIENT_ERROR invalid mode for ms M token\r\n")
            .Say("ms k 2 M k\r\ntt\r\n", "CLIENT_ERROR invalid mode for ms M token\r\n")
            .Differs("before 1.6.22 the error was another"),
    ];

    private static Conversation[] Conditions =>
    [
        new Conversation("ms C stores while the item is unchanged")
            .Say("ms k 2 C5\r\nbo\r\n", "NF\r\n")
            .Say("ms k 2 c\r\nbo\r\n", "HD c%first%\r\n")
            .Say("ms k 2 c C99999\r\nio\r\n", "EX c0\r\n")
            .Say("ms k 2 c C%first%\r\nio\r\n", "HD c%second%\r\n")
            .Say("ms k 2 c C%first% k O1\r\nuo\r\n", "EX c0 kk O1\r\n")
            .Say("ms k 2 C0\r\nuo\r\n", "EX\r\n")
            .Say("ms none 2 C0\r\nuo\r\n", "NF\r\n")
            .Say("ms k 2 MR C%second%\r\neo\r\n", "HD\r\n")
            .Say("ms none 2 MR C1\r\neo\r\n", "NF\r\n")
            .Say("mg k v\r\n", "VA 2\r\neo\r\n"),
        new Conversation("ms C with append and prepend")
            .Say("ms k 2 MA C5000\r\nhi\r\n", "NS\r\n")
            .Say("ms k 2 c\r\nho\r\n", "HD c%first%\r\n")
            .Say("ms k 2 MA C%first% c\r\nhi\r\n", "HD c%second%\r\n")
            .Say("ms k 2 MP C%first% c\r\nhe\r\n", "EX c0\r\n")
            .Say("ms k 2 MP C%second%\r\nhe\r\n", "HD\r\n")
            .Say("ms k 1 MA C0\r\n!\r\n", "HD\r\n")
            .Say("mg k v\r\n", "VA 7\r\nhehohi!\r\n"),
        new Conversation("ms C I stores what is late as stale, and keeps the time")
            .Say("ms other 1\r\na\r\n", "HD\r\n")
            .Say("ms k 3 T30\r\nmoo\r\n", "HD\r\n")
            .Say("ms k 1 T90 C0 I\r\nf\r\n", "EX\r\n")
            .Say("ms k 1 T90 C1 I F3\r\nf\r\n", "HD\r\n")
            .Say("mg k v f t\r\n", "VA 1 f3 t30 X W\r\nf\r\n")
            .Say("ms k 1 T90 C1 I\r\ng\r\n", "HD\r\n")
            .Say("mg k v t c\r\n", "VA 1 t30 c%id% Z X\r\ng\r\n")
            .Say("ms k 1 T90 C%id% I\r\nh\r\n", "HD\r\n")
            .Say("mg k v t\r\n", "VA 1 t90\r\nh\r\n")
            .Say("ms none 1 C1 I\r\nh\r\n", "NF\r\n")
            .Differs("memcached's clock ticks once a second"),
        new Conversation("ms I means nothing without C, and to append")
            .Say("ms k 1 I c\r\nf\r\n", "HD c%id%\r\n")
            .Say("mg k v\r\n", "VA 1\r\nf\r\n")
            .Say("ms k 1 I MA C99999\r\nf\r\n", "EX\r\n")
            .Say("ms k 1 I MR C%id%\r\ng\r\n", "HD\r\n")
            .Say("mg k v\r\n", "VA 1\r\ng\r\n"),
        new Conversation("ms I takes any other id for an older one")
            .Say("ms k 1 E10\r\na\r\n", "HD\r\n")
            .Say("ms k 1 C11 I\r\nb\r\n", "HD\r\n")
            .Say("mg k v\r\n", "VA 1 X W\r\nb\r\n")
            .Differs(Ids),
    ];

    private static Conversation[] Errors =>
    [
        new Conversation("a bad flag of ms costs one error, and its body is not run")
            .Say("ms k 2 S100\r\nab\r\n", "CLIENT_ERROR invalid flag\r\n")
            .Say("ms k 9 y q\r\nflush_all\r\n", "CLIENT_ERROR invalid flag\r\n")
            .Say("ms k 2 k k\r\nab\r\n", "CLIENT_ERROR duplicate flag\r\n")
            .Say("ms k 2 Tx\r\nab\r\n", BadToken)
            .Say("ms k 2 T\r\nab\r\n", BadToken)
            .Say("ms k 2 C-1\r\nab\r\n", BadToken)
            .Say("ms k 2 Cx q\r\nab\r\n", BadToken)
            .Say("ms k 2 Nx\r\nab\r\n", BadToken)
            .Say("ms k 2 Fx\r\nab\r\n", BadLine)
            .Say("ms k 2 F-1\r\nab\r\n", BadLine)
            .Say("mg k\r\n", "EN\r\n"),
        new Conversation("flags of more than 32 bits cost ms one error")
            .Say("ms k 2 F4294967296\r\nab\r\n", BadLine)
            .Say("mg k\r\n", "EN\r\n")
            .Differs("before 1.6.40 they were cut"),
        new Conversation("a bad E of ms costs one error")
            .Say("ms k 2 Ex\r\nab\r\n", BadToken)
            .Say("ms k 2 E18446744073709551616\r\nab\r\n", BadToken)
            .Say("mg k\r\n", "EN\r\n")
            .Differs(Newer),
        new Conversation("a flag of ms that begins with no letter costs one error")
            .Say("ms k 9 {x\r\nflush_all\r\n", BadLine)
            .Say("ms k 9 \u00ff\r\nflush_all\r\n", BadLine)
            .Say("ms k 9 1 q\r\nflush_all\r\n", "CLIENT_ERROR invalid flag\r\n")
            .Say("mg k\r\n", "EN\r\n")
            .Differs("memcached takes the body for commands"),
        new Conversation("a key of 251 bytes costs ms one error")
            .Say($"ms {Repeat('k', KeyBytesMax + 1)} 2 q\r\nab\r\n", BadLine)
            .Say($"ms {Repeat('k', KeyBytesMax)} 2\r\nab\r\n", "HD\r\n")
            .Say($"mg {Repeat('k', KeyBytesMax)} v k\r\n", $"VA 2 k{Repeat('k', KeyBytesMax)}\r\nab\r\n")
            .Differs("before 1.6.40 the body is taken for commands"),
        new Conversation("an opaque of ms has 31 bytes behind its letter")
            .Say("ms k 2 Oabcdefghijklmnopqrstuvwxyz01234\r\nab\r\n", "HD Oabcdefghijklmnopqrstuvwxyz01234\r\n")
            .Say("ms k 2 Oabcdefghijklmnopqrstuvwxyz012345 q\r\nxy\r\n", "CLIENT_ERROR opaque token too long\r\n")
            .Say("mg k v\r\n", "VA 2\r\nab\r\n"),
        new Conversation("ms takes 17 flags")
            .Say("ms k 1 b c f h k l q s t u v x C0 D1 E1 F1 J1\r\na\r\n", "CLIENT_ERROR error decoding key\r\n")
            .Say("ms k 1 c f h k l s t u v x D1 E9 F1 J1 N0 T0 Pa\r\na\r\n", "HD c9 kk s1\r\n")
            .Say("ms k 1 c f h k l q s t u v x D1 E9 F1 J1 N0 T0 Pa\r\nb\r\n", "CLIENT_ERROR options flags are too long\r\n")
            .Say("mg k v\r\n", "VA 1\r\na\r\n")
            .Differs(Newer),
        .. UnknownLength("ms\r\nflush_all\r\n"),
        .. UnknownLength("ms k\r\nflush_all\r\n"),
        .. UnknownLength("ms k \r\nflush_all\r\n"),
        .. UnknownLength("ms k abc\r\nflush_all\r\n"),
        .. UnknownLength("ms k S2\r\nflush_all\r\n"),
        .. UnknownLength("ms k -1 q\r\nflush_all\r\n"),
        .. UnknownLength("ms k +1\r\nflush_all\r\n"),
        .. UnknownLength("ms k 2147483646\r\nflush_all\r\n"),
        .. UnknownLength("ms k 4294967296 q\r\nflush_all\r\n"),
    ];

    private static Conversation[] Bodies =>
    [
        new Conversation("a body of ms that does not end where its line says costs one error, with q too")
            .Say("ms k 3\r\nabc\r\n", "HD\r\n")
            .Say("ms k 3\r\nabcd\r\n", BadChunk)
            .Say("ms k 3 q\r\nabcdefflush_all\r\n", BadChunk)
            .Say("ms k 0 q\r\nquit\r\n", BadChunk)
            .Say("ms k 3\r\nab\r\n", BadChunk)
            .Say("ms k 3\r\nabc\n", BadChunk)
            .Say("ms k 3\r\nabc\rx\r\n", BadChunk)
            .Say("mg k v\r\n", "VA 3\r\nabc\r\n")
            .Differs("memcached takes what is left of the body for a command"),
        new Conversation("an over-large ms ends the old value in every mode, with q too")
            .Say("ms k 1\r\na\r\n", "HD\r\n")
            .Say($"ms k 1001\r\n{Repeat('v', 1001)}\r\n", TooLarge)
            .Say("mg k\r\n", "EN\r\n")
            .Say("ms k 1\r\na\r\n", "HD\r\n")
            .Say($"ms k 1001 ME q Oabcdefghijklmnopqrstuvwxyz012345\r\n{Repeat('\n', 1001)}\r\n", TooLarge)
            .Say("mg k\r\n", "EN\r\n")
            .Say("ms k 1\r\na\r\n", "HD\r\n")
            .Say($"ms k 1001 MA q\r\n{Repeat('v', 1001)}\r\n", TooLarge)
            .Say("mg k\r\n", "EN\r\n")
            .Say($"ms k 1000\r\n{Repeat('v', 1000)}\r\n", "HD\r\n")
            .Say("mg k s\r\n", "HD s1000\r\n")
            .Differs("the limit of this table is 1000 bytes"),
        new Conversation("a bad line of ms leaves the old value, however large its body")
            .Say("ms k 1\r\na\r\n", "HD\r\n")
            .Say($"ms k 1001 y\r\n{Repeat('v', 1001)}\r\n", "CLIENT_ERROR invalid flag\r\n")
            .Say("mg k v\r\n", "VA 1\r\na\r\n"),
        new Conversation("a body of ms that has not come leaves the session waiting")
            .Say("ms k 3 q\r\nab", string.Empty)
            .Leave(12)
            .Differs("a server across a socket does not say what it holds"),
    ];

    private static Conversation[] UnknownLength(string request) =>
    [
        new Conversation($"closed, since the end of its body is unknown: {request.Split('\r')[0]}")
            .Say(request, BadLine)
            .Close()
            .Differs("memcached goes on and takes the body for commands"),
    ];
}
