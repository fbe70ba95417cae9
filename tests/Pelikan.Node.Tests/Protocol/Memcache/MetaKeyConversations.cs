using System.Collections.Generic;

using static Pelikan.Node.Tests.Protocol.Memcache.Conversations;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>md, ma, me and mn.</summary>
internal static class MetaKeyConversations
{
    private const string BadLine = "CLIENT_ERROR bad command line format\r\n";
    private const string BadFlag = "CLIENT_ERROR invalid or duplicate flag\r\n";
    private const string NotNumeric = "CLIENT_ERROR cannot increment or decrement non-numeric value\r\n";
    private const string Newer = "since 1.6.20 and later";
    private const string Ticks = "memcached's clock ticks once a second, so a time to live may be one less";

    public static IReadOnlyList<Conversation> All { get; } =
    [
        .. Deleting,
        .. Staleness,
        .. Counting,
        .. CountingErrors,
        .. Looking,
    ];

    private static Conversation[] Deleting =>
    [
        new Conversation("md deletes")
            .Say("md k\r\n", "NF\r\n")
            .Say("set k 0 0 2\r\nhi\r\n", "STORED\r\n")
            .Say("md k\r\n", "HD\r\n")
            .Say("get k\r\n", "END\r\n")
            .Say("md k k Oab\r\n", "NF kk Oab\r\n")
            .Say("ms k 1\r\na\r\n", "HD\r\n")
            .Say("md k Oab k\r\n", "HD Oab kk\r\n"),
        new Conversation("md C deletes what is unchanged")
            .Say("ms k 2 c\r\nzo\r\n", "HD c%id%\r\n")
            .Say("md k C99999\r\n", "EX\r\n")
            .Say("md k C0 k\r\n", "EX kk\r\n")
            .Say("md none C0\r\n", "NF\r\n")
            .Say("md k C%id%\r\n", "HD\r\n")
            .Say("mg k\r\n", "EN\r\n"),
        new Conversation("md T means nothing without I or x")
            .Say("ms k 2\r\nzo\r\n", "HD\r\n")
            .Say("md k T30 F3\r\n", "HD\r\n")
            .Say("mg k\r\n", "EN\r\n"),
        new Conversation("md q keeps back success and nothing else")
            .Say("ms k 1\r\na\r\n", "HD\r\n")
            .Say("md k q k O1\r\nmd k q O2\r\nmn\r\n", "NF O2\r\nMN\r\n")
            .Say("ms k 1\r\na\r\n", "HD\r\n")
            .Say("md k q C99999\r\nmd k q I\r\nmg k v\r\nmn\r\n", "EX\r\nVA 1 X W\r\na\r\nMN\r\n"),
        new Conversation("md x takes the value out and leaves an item without flags and end")
            .Say("ms k 2 T50 F7 c\r\nmx\r\n", "HD c%id%\r\n")
            .Say("md k x\r\n", "HD\r\n")
            .Say("mg k t v f c\r\n", "VA 0 t-1 f0 c%id%\r\n\r\n")
            .Say("ms k 2 C%id%\r\nmy\r\n", "HD\r\n")
            .Say("md k x F5 T30 E8 q\r\n", string.Empty)
            .Say("mg k t v f c\r\n", "VA 0 t30 f5 c8\r\n\r\n")
            .Say("md k x C7\r\n", "EX\r\n")
            .Say("md none x\r\n", "NF\r\n")
            .Differs(Newer),
        new Conversation("md x I leaves a tombstone")
            .Say("ms k 2 T50\r\nmz\r\n", "HD\r\n")
            .Say("md k x I T30\r\n", "HD\r\n")
            .Say("mg k t v\r\n", "VA 0 t30 X W\r\n\r\n")
            .Say("mg k t v\r\n", "VA 0 t30 Z X\r\n\r\n")
            .Say("md k x\r\n", "HD\r\n")
            .Say("mg k t v\r\n", "VA 0 t-1\r\n\r\n")
            .Differs(Newer),
    ];

    private static Conversation[] Staleness =>
    [
        new Conversation("md I keeps the item as stale; the first to read it wins")
            .Say("set k 5 0 3\r\nmoo\r\n", "STORED\r\n")
            .Say("mg k s v c\r\n", "VA 3 s3 c%first%\r\nmoo\r\n")
            .Say("md k I\r\n", "HD\r\n")
            .Say("mg k s f c v\r\n", "VA 3 s3 f5 c%second% X W\r\nmoo\r\n")
            .Say("mg k s f c v\r\n", "VA 3 s3 f5 c%second% Z X\r\nmoo\r\n")
            .Say("get k\r\n", "VALUE k 5 3\r\nmoo\r\nEND\r\n")
            .Say("ms k 1 T90 C%first%\r\nf\r\n", "EX\r\n")
            .Say("md k I\r\n", "HD\r\n")
            .Say("mg k v\r\n", "VA 3 X W\r\nmoo\r\n")
            .Say("ms k 1\r\ng\r\n", "HD\r\n")
            .Say("mg k v\r\n", "VA 1\r\ng\r\n"),
        new Conversation("the whole of serving stale, as memcached's own test has it")
            .Say("set toinv 0 0 3\r\nmoo\r\n", "STORED\r\n")
            .Say("md toinv I T30\r\n", "HD\r\n")
            .Say("mg toinv s t c v\r\n", "VA 3 s3 t30 c%first% X W\r\nmoo\r\n")
            .Say("ms toinv 1 T90 C0\r\nf\r\n", "EX\r\n")
            .Say("ms toinv 1 I T90 C1\r\nf\r\n", "HD\r\n")
            .Say("mg toinv s t c v\r\n", "VA 1 s1 t30 c%second% Z X\r\nf\r\n")
            .Say("ms toinv 1 T90 C%second%\r\ng\r\n", "HD\r\n")
            .Say("mg toinv s t v\r\n", "VA 1 s1 t90\r\ng\r\n")
            .Differs(Ticks),
        new Conversation("md I gives a new id, E names it")
            .Say("ms k 2 E1234\r\nmE\r\n", "HD\r\n")
            .Say("md k C1234 E5678 I\r\n", "HD\r\n")
            .Say("mg k c v\r\n", "VA 2 c5678 X W\r\nmE\r\n")
            .Say("mg k c v\r\n", "VA 2 c5678 Z X\r\nmE\r\n")
            .Say("ms k 2 C5678\r\nmF\r\n", "HD\r\n")
            .Differs(Newer),
        new Conversation("md I keeps the time without T, and T gives another")
            .Say("ms k 2 T90\r\nab\r\n", "HD\r\n")
            .Say("md k I\r\n", "HD\r\n")
            .Say("mg k t\r\n", "HD t90 X W\r\n")
            .Say("md k I T30\r\n", "HD\r\n")
            .Say("mg k t\r\n", "HD t30 X W\r\n")
            .Say("md k I T-1\r\n", "HD\r\n")
            .Say("mg k t\r\n", "EN\r\n")
            .Say("md k I\r\n", "NF\r\n")
            .Differs(Ticks),
        new Conversation("a stale item can be touched, and won beside it")
            .Say("ms k 2\r\nab\r\n", "HD\r\n")
            .Say("md k I\r\n", "HD\r\n")
            .Say("mg k T300 v\r\n", "VA 2 X W\r\nab\r\n")
            .Say("mg k T300 v\r\n", "VA 2 Z X\r\nab\r\n")
            .Say("ms k 1 MA\r\nc\r\n", "HD\r\n")
            .Say("mg k v\r\n", "VA 3\r\nabc\r\n"),
        new Conversation("a stale item that is appended to in the classic way is fresh")
            .Say("ms k 2\r\nab\r\n", "HD\r\n")
            .Say("md k I\r\n", "HD\r\n")
            .Say("append k 0 0 1\r\nc\r\n", "STORED\r\n")
            .Say("mg k v\r\n", "VA 3\r\nabc\r\n"),
    ];

    private static Conversation[] Counting =>
    [
        new Conversation("ma counts up by one, and by D")
            .Say("ma k\r\n", "NF\r\n")
            .Say("ma k D1 k Oa\r\n", "NF kk Oa\r\n")
            .Say("set k 5 0 1\r\n1\r\n", "STORED\r\n")
            .Say("ma k\r\n", "HD\r\n")
            .Say("ma k v\r\n", "VA 1\r\n3\r\n")
            .Say("ma k v D30\r\n", "VA 2\r\n33\r\n")
            .Say("ma k MI v Ox k\r\n", "VA 2 Ox kk\r\n34\r\n")
            .Say("ma k M+ v D0\r\n", "VA 2\r\n34\r\n")
            .Say("mg k v f t\r\n", "VA 2 f5 t-1\r\n34\r\n"),
        new Conversation("ma counts down, and stops at 0")
            .Say("set k 0 0 2\r\n44\r\n", "STORED\r\n")
            .Say("ma k MD D22 v\r\n", "VA 2\r\n22\r\n")
            .Say("ma k M- D2 v\r\n", "VA 2\r\n20\r\n")
            .Say("ma k MD D9000 v\r\n", "VA 1\r\n0\r\n")
            .Say("ma k MD v\r\n", "VA 1\r\n0\r\n"),
        new Conversation("ma wraps at 2^64")
            .Say("set k 0 0 20\r\n18446744073709551615\r\n", "STORED\r\n")
            .Say("ma k v\r\n", "VA 1\r\n0\r\n")
            .Say("ma k v D18446744073709551615\r\n", "VA 20\r\n18446744073709551615\r\n"),
        new Conversation("ma writes a shorter number shorter")
            .Say("set k 0 0 2\r\n10\r\n", "STORED\r\n")
            .Say("ma k MD v\r\n", "VA 1\r\n9\r\n")
            .Say("mg k v\r\n", "VA 1\r\n9\r\n")
            .Differs("memcached fills up with blanks"),
        new Conversation("ma N makes a number, J says which")
            .Say("ma a N0 v t\r\n", "VA 1 t-1\r\n0\r\n")
            .Say("ma a N0 v\r\n", "VA 1\r\n1\r\n")
            .Say("ma b N0 J13 v\r\n", "VA 2\r\n13\r\n")
            .Say("ma b N0 J13 D30 v\r\n", "VA 2\r\n43\r\n")
            .Say("ma c N0 J18446744073709551615 D5 MD v\r\n", "VA 20\r\n18446744073709551615\r\n")
            .Say("ma d N0 C5 v\r\n", "VA 1\r\n0\r\n")
            .Say("mg a v f h\r\n", "VA 1 f0 h0\r\n1\r\n"),
        new Conversation("ma T and N: t tells the time of its place in the line")
            .Say("ma k N90 t\r\n", "HD t90\r\n")
            .Say("ma k t N30 v\r\n", "VA 1 t90\r\n1\r\n")
            .Say("ma k t T300 v\r\n", "VA 1 t90\r\n2\r\n")
            .Say("ma k T30 t\r\n", "HD t30\r\n")
            .Say("ma a t N30\r\n", "HD t-1\r\n")
            .Say("ma a t\r\n", "HD t30\r\n")
            .Say("ma b N30 T60 t\r\n", "HD t60\r\n")
            .Say("ma b t\r\n", "HD t60\r\n")
            .Say("ma c T60 N30 t\r\n", "HD t30\r\n")
            .Say("ma c t\r\n", "HD t30\r\n")
            .Wait(30)
            .Say("ma c\r\n", "NF\r\n")
            .Say("ma b T0 t\r\n", "HD t-1\r\n")
            .Say("ma b T-1\r\n", "HD\r\n")
            .Say("ma b\r\n", "NF\r\n")
            .Differs(Ticks),
        new Conversation("ma C counts what is unchanged, and tells the new id")
            .Say("ma k N0 c v\r\n", "VA 1 c%first%\r\n0\r\n")
            .Say("ma k N0 C99999 v\r\n", "EX\r\n")
            .Say("ma k C99999 O1 k\r\n", "EX O1 kk\r\n")
            .Say("ma k C%first% c v\r\n", "VA 1 c%second%\r\n1\r\n")
            .Say("ma k C%first%\r\n", "EX\r\n")
            .Say("ma k C0 v\r\n", "VA 1\r\n2\r\n")
            .Say("ma none C5\r\n", "NF\r\n"),
        new Conversation("ma E is the new id")
            .Say("ma k v N0 c E4321 J5\r\n", "VA 1 c4321\r\n5\r\n")
            .Say("ma k C4321 c v E8765\r\n", "VA 1 c8765\r\n6\r\n")
            .Say("ma k C8765 c v\r\n", "VA 1 c%id%\r\n7\r\n")
            .Say("cas k 0 0 1 %id%\r\n1\r\n", "STORED\r\n")
            .Differs(Newer),
        new Conversation("ma q keeps back success, with its value, and nothing else")
            .Say("ma k q N0\r\nma k q v\r\nma k q v t c O1\r\nma none q\r\nma k q C99999\r\nmn\r\n", "NF\r\nEX\r\nMN\r\n")
            .Say("get k\r\n", "VALUE k 0 1\r\n2\r\nEND\r\n")
            .Differs("before 1.6.40 the making of a number was told"),
        new Conversation("ma tells no size and no flags")
            .Say("set k 5 0 1\r\n1\r\n", "STORED\r\n")
            .Say("ma k s f h l u v\r\n", "VA 1\r\n2\r\n"),
    ];

    private static Conversation[] CountingErrors =>
    [
        new Conversation("ma counts only numbers")
            .Say("set k 0 0 1\r\nq\r\n", "STORED\r\n")
            .Say("ma k\r\n", NotNumeric)
            .Say("ma k q v N0 J5\r\n", NotNumeric)
            .Say("set k 0 0 0\r\n\r\n", "STORED\r\n")
            .Say("ma k\r\n", NotNumeric)
            .Say("set k 0 0 21\r\n118446744073709551615\r\n", "STORED\r\n")
            .Say("ma k\r\n", NotNumeric)
            .Say("set k 0 0 2\r\n-1\r\n", "STORED\r\n")
            .Say("ma k\r\n", NotNumeric),
        new Conversation("ma has one error for every bad flag")
            .Say("ma k Dx\r\n", BadFlag)
            .Say("ma k D-1\r\n", BadFlag)
            .Say("ma k D18446744073709551616\r\n", BadFlag)
            .Say("ma k Jx q\r\n", BadFlag)
            .Say("ma k Nx\r\n", BadFlag)
            .Say("ma k Tx\r\n", BadFlag)
            .Say("ma k Cx\r\n", BadFlag)
            .Say("ma k k k\r\n", BadFlag)
            .Say("ma k y\r\n", BadFlag)
            .Say("ma !!! b\r\n", BadFlag),
        new Conversation("ma knows no other mode")
            .Say("ma k Mx\r\n", "CLIENT_ERROR invalid mode for ma M token\r\n")
            .Say("ma k MX q N0\r\n", "CLIENT_ERROR invalid mode for ma M token\r\n")
            .Say("mg k\r\n", "EN\r\n"),
        new Conversation("ma M needs a letter")
            .Say("ma k M\r\n", "CLIENT_ERROR invalid mode for ma M token\r\n")
            .Say("ma k Mi\r\n", "CLIENT_ERROR invalid mode for ma M token\r\n")
            .Differs("before 1.6.22 the error was another, and lower case was taken"),
        new Conversation("ma with an opaque too long counts nothing")
            .Say("ma k N0 v\r\n", "VA 1\r\n0\r\n")
            .Say("ma k v Oabcdefghijklmnopqrstuvwxyz012345\r\n", "CLIENT_ERROR opaque token too long\r\n")
            .Say("mg k v\r\n", "VA 1\r\n0\r\n")
            .Differs("memcached has counted when it finds out"),
        new Conversation("ma with a key too long")
            .Say($"ma {Repeat('k', KeyBytesMax + 1)}\r\n", BadFlag)
            .Say($"ma {Repeat('k', KeyBytesMax)}\r\n", "NF\r\n")
            .Differs("before 1.6.40 it was a bad line"),
    ];

    private static Conversation[] Looking =>
    [
        new Conversation("mn says MN, whatever stands behind it")
            .Say("mn\r\n", "MN\r\n")
            .Say("mn a b c\r\n", "MN\r\n")
            .Say("mn q\n", "MN\r\n"),
        new Conversation("me misses")
            .Say("me none\r\n", "EN\r\n")
            .Say("me YQ== b\r\n", "EN\r\n")
            .Say("me YQ b\r\n", BadLine)
            .Say("me\r\n", BadLine)
            .Say($"me {Repeat('k', KeyBytesMax + 1)}\r\n", BadLine),
        new Conversation("me tells what is known, and leaves no trace")
            .Say("ms foo 2 T30 c\r\nab\r\n", "HD c%id%\r\n")
            .Say("me foo\r\n", "ME foo exp=30 la=0 cas=%id% fetch=no cls=1 size=20\r\n")
            .Say("mg foo T0 v\r\n", "VA 2\r\nab\r\n")
            .Wait(4)
            .Say("me foo whatever\r\n", "ME foo exp=-1 la=4 cas=%id% fetch=yes cls=1 size=15\r\n")
            .Say("me Zm9v b\r\n", "ME foo exp=-1 la=4 cas=%id% fetch=yes cls=1 size=15\r\n")
            .Differs("sizes and classes are this server's"),
    ];
}
