using System.Collections.Generic;

using static Pelikan.Node.Tests.Protocol.Memcache.Conversations;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>What all meta commands share: flags that are none, keys in base64, limits, long pipelines.</summary>
internal static class MetaLineConversations
{
    private const string BadLine = "CLIENT_ERROR bad command line format\r\n";
    private const string BadToken = "CLIENT_ERROR bad token in command line format\r\n";
    private const string InvalidFlag = "CLIENT_ERROR invalid flag\r\n";
    private const string BadKey = "CLIENT_ERROR error decoding key\r\n";

    public static IReadOnlyList<Conversation> All { get; } =
    [
        .. Flags,
        .. Keys,
        .. Pipelines,
    ];

    private static Conversation[] Flags =>
    [
        new Conversation("a meta command without a key is a bad line")
            .Say("mg\r\n", BadLine)
            .Say("md\r\n", BadLine)
            .Say("ma \r\n", BadLine)
            .Say("me\r\n", BadLine)
            .Differs("before 1.6.40 it was an unknown command"),
        new Conversation("two letters that are no meta command are none")
            .Say("mx a\r\n", "ERROR\r\n")
            .Say("Mg a\r\n", "ERROR\r\n")
            .Say("MG a\r\n", "ERROR\r\n")
            .Say("mgg a\r\n", "ERROR\r\n")
            .Say("m a\r\n", "ERROR\r\n"),
        new Conversation("the first flag that is none ends the reading")
            .Say("mg k m o o o o o o o o o\r\n", InvalidFlag)
            .Say("mg k Tx y\r\n", InvalidFlag)
            .Say("mg k k k y\r\n", "CLIENT_ERROR duplicate flag\r\n")
            .Say("mg k T1 T2\r\n", "CLIENT_ERROR duplicate flag\r\n")
            .Say("mg k 1\r\n", InvalidFlag)
            .Say("mg k [\r\n", InvalidFlag)
            .Say("md k y\r\n", InvalidFlag)
            .Differs("before 1.6.40 md had the errors of ma"),
        new Conversation("the last wrong argument is the error")
            .Say("mg k Tx\r\n", BadToken)
            .Say("mg k T\r\n", BadToken)
            .Say("mg k T1.5\r\n", BadToken)
            .Say("mg k Nx\r\n", BadToken)
            .Say("mg k Rx\r\n", BadToken)
            .Say("mg k Cx\r\n", BadToken)
            .Say("mg k Jx\r\n", "CLIENT_ERROR invalid numeric initial value\r\n")
            .Say("mg k Dx\r\n", "CLIENT_ERROR invalid numeric delta value\r\n")
            .Say("mg k Dx Jx\r\n", "CLIENT_ERROR invalid numeric initial value\r\n")
            .Say("mg k Fx\r\n", BadLine)
            .Say("mg k Tx Fx\r\n", BadToken)
            .Say("mg k Fx Tx\r\n", BadToken),
        new Conversation("a plus sign is a wrong argument")
            .Say("mg k T+1\r\n", BadToken)
            .Say("mg k C+1\r\n", BadToken)
            .Differs("before 1.6.40 it was taken"),
        new Conversation("an id of more than 64 bits is a wrong argument")
            .Say("mg k E18446744073709551616\r\n", BadToken)
            .Say("mg k Ex\r\n", BadToken)
            .Say("md k Ex\r\n", BadToken)
            .Say("md k x Tx\r\n", BadToken)
            .Say("md k C\r\n", BadToken)
            .Differs("since 1.6.20 and later"),
        new Conversation("a flag that begins with neither letter nor digit spoils the line")
            .Say("mg k {\r\n", BadLine)
            .Say("mg k v -1\r\n", BadLine)
            .Say("mg k \u00ff\r\n", BadLine)
            .Say("md k y {\r\n", BadLine)
            .Say("ma k {\r\n", BadLine)
            .Say("me k {\r\n", BadLine)
            .Differs("before 1.6.40 it was an invalid flag"),
        new Conversation("a line has 20 words")
            .Say("mg k c f h k l q s t u v C0 D1 E1 F1 I J1 N0 R0\r\n", "VA 0 c1 f0 h0 kk l0 s0 t-1 W\r\n\r\n")
            .Say("mg k c f h k l q s t u v C0 D1 E1 F1 I J1 N0 R0 T0\r\n", "CLIENT_ERROR options flags are too long\r\n")
            .Say("ma k c f h k l q s t u v C0 D1 E1 F1 I J1 N0 R0 T0\r\n", "CLIENT_ERROR invalid or duplicate flag\r\n")
            .Say("md k c f h k l q s t u v C0 D1 E1 F1 I J1 N0 R0 y\r\n", "CLIENT_ERROR options flags are too long\r\n")
            .Differs("before 1.6.40 there were fewer"),
        new Conversation("a key has 250 bytes as it is sent")
            .Say($"mg {Repeat('k', KeyBytesMax + 1)}\r\n", BadLine)
            .Say($"mg {Repeat('k', KeyBytesMax + 1)} q\r\n", BadLine)
            .Say($"mg {Repeat('k', KeyBytesMax)} k\r\n", $"EN k{Repeat('k', KeyBytesMax)}\r\n")
            .Say($"md {Repeat('k', KeyBytesMax + 1)}\r\n", BadLine)
            .Differs("before 1.6.40 md had the errors of ma"),
        new Conversation("keys are any bytes but space and line feed")
            .Say("ms \u00e9\t\u0001\u00ff 1\r\na\r\n", "HD\r\n")
            .Say("mg \u00e9\t\u0001\u00ff v k\r\n", "VA 1 k\u00e9\t\u0001\u00ff\r\na\r\n")
            .Say("md \u00e9\t\u0001\u00ff k\r\n", "HD k\u00e9\t\u0001\u00ff\r\n"),
    ];

    private static Conversation[] Keys =>
    [
        new Conversation("b: a key in base64 is the bytes that it stands for")
            .Say("ms 44OG44K544OI 2 b\r\npo\r\n", "HD\r\n")
            .Say("mg 44OG44K544OI v\r\n", "EN\r\n")
            .Say("mg 44OG44K544OI b v k\r\n", "VA 2 k44OG44K544OI b\r\npo\r\n")
            .Say("mg 44OG44K544OI k v b Oab\r\n", "VA 2 k44OG44K544OI b Oab\r\npo\r\n")
            .Say("mg 44OG44K544OI b v\r\n", "VA 2\r\npo\r\n")
            .Say("mg \u00e3\u0083\u0086\u00e3\u0082\u00b9\u00e3\u0083\u0088 v k\r\n", "VA 2 k44OG44K544OI b\r\npo\r\n")
            .Say("get \u00e3\u0083\u0086\u00e3\u0082\u00b9\u00e3\u0083\u0088\r\n", "VALUE \u00e3\u0083\u0086\u00e3\u0082\u00b9\u00e3\u0083\u0088 0 2\r\npo\r\nEND\r\n"),
        new Conversation("b and k together, in every command")
            .Say("mg YQ== k b O1\r\n", "EN kYQ== b O1\r\n")
            .Say("md YQ== k b\r\n", "NF kYQ== b\r\n")
            .Say("ma YQ== b k\r\n", "NF kYQ== b\r\n")
            .Say("ms YQ== 2 b k Oab\r\n13\r\n", "HD kYQ== b Oab\r\n")
            .Say("ma YQ== b k v\r\n", "VA 2 kYQ== b\r\n14\r\n")
            .Say("mg a k v\r\n", "VA 2 kYQ== b\r\n14\r\n")
            .Say("md YQ== b k\r\n", "HD kYQ== b\r\n"),
        new Conversation("a key that was stored as text is told as text")
            .Say("set a 0 0 1\r\nx\r\n", "STORED\r\n")
            .Say("mg YQ== b k v\r\n", "VA 1 ka\r\nx\r\n")
            .Say("ms a 1\r\ny\r\n", "HD\r\n")
            .Say("mg YQ== b k v\r\n", "VA 1 ka\r\ny\r\n"),
        new Conversation("base64: bytes outside the alphabet are passed over, and what follows the padding is not read")
            .Say("mg Y!Q== b k\r\n", "EN kYQ== b\r\n")
            .Say("mg YQ==YQ== b k\r\n", "EN kYQ== b\r\n")
            .Say("mg YWI= b k\r\n", "EN kYWI= b\r\n")
            .Say("mg YR== b k\r\n", "EN kYQ== b\r\n")
            .Say("mg +/+/ b k\r\n", "EN k+/+/ b\r\n"),
        new Conversation("base64 that is none")
            .Say("mg YQ= b\r\n", BadKey)
            .Say("mg YQ b q\r\n", BadKey)
            .Say("mg !!!! b\r\n", BadKey)
            .Say("mg a b\r\n", BadKey)
            .Say("mg Y=== b\r\n", BadKey)
            .Say("mg ==== b\r\n", BadKey)
            .Say("mg YQ= b Tx\r\n", BadToken)
            .Say("mg YQ= Tx b\r\n", BadKey)
            .Say("ms YQ= 2 b q\r\nab\r\n", BadKey),
        new Conversation("a key in base64 may hold what a line cannot, and goes back in base64 whoever stored it")
            .Say("mg IA0K N0 b k\r\n", "HD kIA0K b W\r\n")
            .Say("mg IA0K b k\r\n", "HD kIA0K b Z\r\n")
            .Say("ma AAAA N0 b k\r\n", "HD kAAAA b\r\n")
            .Say("mg AAAA b k v\r\n", "VA 1 kAAAA b\r\n0\r\n")
            .Say("me AAAA b\r\n", "ME AAAA exp=-1 la=0 cas=%id% fetch=yes cls=1 size=14\r\n")
            .Differs("memcached forgets that the key of a made item was in base64, and sends its bytes as they are"),
        new Conversation("a mark of base64 outlives appends, counts, wins and invalidation")
            .Say("ms YQ== 1 b\r\n1\r\n", "HD\r\n")
            .Say("ms a 1 MA\r\n2\r\n", "HD\r\n")
            .Say("append a 0 0 1\r\n3\r\n", "STORED\r\n")
            .Say("ma a\r\n", "HD\r\n")
            .Say("incr a 1\r\n", "125\r\n")
            .Say("md a I\r\n", "HD\r\n")
            .Say("mg a k v T90\r\n", "VA 3 kYQ== b X W\r\n125\r\n")
            .Say("md a x\r\n", "HD\r\n")
            .Say("mg a k v\r\n", "VA 0 kYQ== b\r\n\r\n")
            .Say("ms a 1\r\n1\r\n", "HD\r\n")
            .Say("mg a k v\r\n", "VA 1 ka\r\n1\r\n")
            .Differs("memcached forgets it when the item moves"),
        new Conversation("a key of 250 bytes in base64")
            .Say($"ms {Repeat('k', 248)}!! 1 b k\r\na\r\n", $"HD k{Repeat('k', 248)} b\r\n")
            .Say($"mg {Repeat('k', 248)} b k v\r\n", $"VA 1 k{Repeat('k', 248)} b\r\na\r\n")
            .Say($"mg {Repeat('k', 252)} b\r\n", BadLine),
    ];

    private static Conversation[] Pipelines =>
    [
        new Conversation("quiet requests end with mn")
            .Say("ms quiet 2 q\r\nmo\r\nmd quiet q\r\nmg quiet s v q\r\nmn\r\n", "MN\r\n")
            .Say("ms a 1 q\r\n1\r\nms b 1 q\r\n2\r\nmg a v q k\r\nmg c v q k\r\nmg b v q k\r\nma a q\r\nmg a v q O9\r\nmn\r\n", "VA 1 ka\r\n1\r\nVA 1 kb\r\n2\r\nVA 1 O9\r\n2\r\nMN\r\n"),
        new Conversation("nothing runs behind quit")
            .Say("ms foo 2 T100\r\nna\r\n", "HD\r\n")
            .Say("mg foo s\r\nmg foo s\r\nquit\r\nmg foo s\r\n", "HD s2\r\nHD s2\r\n")
            .Close(),
        new Conversation("noreply means nothing to a meta command")
            .Say("mg k noreply\r\n", InvalidFlag)
            .Say("mn noreply\r\n", "MN\r\n")
            .Say("ms noreply 1\r\na\r\n", "HD\r\n")
            .Say("mg noreply v\r\n", "VA 1\r\na\r\n"),
        new Conversation("a line of a meta command that is too long ends the session")
            .Say($"mg {Repeat('k', 2100)}\r\n", "CLIENT_ERROR line too long\r\n")
            .Close()
            .Differs("memcached closes without a word"),
    ];
}
