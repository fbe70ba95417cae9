using System.Collections.Generic;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>mg, flag by flag.</summary>
internal static class MetaGetConversations
{
    private const string Ticks = "memcached's clock ticks once a second, so a time to live may be one less";
    private const string Newer = "since 1.6.20 and later";

    public static IReadOnlyList<Conversation> All { get; } =
    [
        .. Properties,
        .. Times,
        .. Access,
        .. Winning,
        .. Quiet,
    ];

    private static Conversation[] Properties =>
    [
        new Conversation("mg without flags says whether there is an item")
            .Say("mg k\r\n", "EN\r\n")
            .Say("set k 5 0 3\r\nabc\r\n", "STORED\r\n")
            .Say("mg k\r\n", "HD\r\n")
            .Say("mg k \r\n", "HD\r\n")
            .Say("mg   k\n", "HD\r\n"),
        new Conversation("mg v gives the value, of any bytes and of none")
            .Say("set k 5 0 9\r\na\r\nEN\r\n\0z\r\n", "STORED\r\n")
            .Say("mg k v\r\n", "VA 9\r\na\r\nEN\r\n\0z\r\n")
            .Say("set k 5 0 0\r\n\r\n", "STORED\r\n")
            .Say("mg k v\r\n", "VA 0\r\n\r\n"),
        new Conversation("mg answers flags in the order they are asked")
            .Say("set k 5 0 3\r\nabc\r\n", "STORED\r\n")
            .Say("mg k s v f t Oab k\r\n", "VA 3 s3 f5 t-1 Oab kk\r\nabc\r\n")
            .Say("mg k k Oab t f v s\r\n", "VA 3 kk Oab t-1 f5 s3\r\nabc\r\n")
            .Say("mg k k Oab t f s\r\n", "HD kk Oab t-1 f5 s3\r\n")
            .Say("mg k s  f   t \r\n", "HD s3 f5 t-1\r\n"),
        new Conversation("mg c gives an id that cas and gets know")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("mg k c v\r\n", "VA 1 c%id%\r\na\r\n")
            .Say("gets k\r\n", "VALUE k 0 1 %id%\r\na\r\nEND\r\n")
            .Say("cas k 0 0 1 %id%\r\nb\r\n", "STORED\r\n")
            .Say("mg k c\r\n", "HD c%second%\r\n")
            .Say("cas k 0 0 1 %id%\r\nc\r\n", "EXISTS\r\n")
            .Say("mg k v\r\n", "VA 1\r\nb\r\n"),
        new Conversation("mg gives the largest flags")
            .Say("set k 4294967295 0 1\r\na\r\n", "STORED\r\n")
            .Say("mg k f\r\n", "HD f4294967295\r\n"),
        new Conversation("mg takes and gives back an opaque of 31 bytes behind its letter")
            .Say("mg k Oabcdefghijklmnopqrstuvwxyz01234 k\r\n", "EN Oabcdefghijklmnopqrstuvwxyz01234 kk\r\n")
            .Say("mg k Oabcdefghijklmnopqrstuvwxyz012345\r\n", "CLIENT_ERROR opaque token too long\r\n")
            .Say("mg k O q\r\nmn\r\n", "MN\r\n")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("mg k O v\r\n", "VA 1 O\r\na\r\n"),
        new Conversation("mg ignores the flags of other commands and of proxies")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("mg k F1 D2 J3 MX I Ppath Llocal s\r\n", "HD s1\r\n"),
        new Conversation("mg ignores x, and E on a hit")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("mg k x E77 s v\r\n", "VA 1 s1\r\na\r\n")
            .Differs(Newer),
        new Conversation("mg C keeps back the value the client has")
            .Say("ms k 2 c\r\nva\r\n", "HD c%id%\r\n")
            .Say("mg k C%id% v c s\r\n", "HD c%id% s2\r\n")
            .Say("mg k C99999 v c s\r\n", "VA 2 c%id% s2\r\nva\r\n")
            .Say("mg k C0 v\r\n", "VA 2\r\nva\r\n")
            .Differs(Newer),
        new Conversation("mg tells an id that a store has been told to give")
            .Say("ms k 2 E973\r\nji\r\n", "HD\r\n")
            .Say("mg k c\r\n", "HD c973\r\n")
            .Say("mg k c E5\r\n", "HD c973\r\n")
            .Say("ms k 2 c C973 E18446744073709551615\r\nlo\r\n", "HD c18446744073709551615\r\n")
            .Say("gets k\r\n", "VALUE k 0 2 18446744073709551615\r\nlo\r\nEND\r\n")
            .Differs(Newer),
    ];

    private static Conversation[] Times =>
    [
        new Conversation("mg t tells what is left, and -1 for ever")
            .Say("set k 0 90 1\r\na\r\n", "STORED\r\n")
            .Say("mg k t\r\n", "HD t90\r\n")
            .Wait(30)
            .Say("mg k t v\r\n", "VA 1 t60\r\na\r\n")
            .Wait(59)
            .Say("mg k t\r\n", "HD t1\r\n")
            .Wait(1)
            .Say("mg k t\r\n", "EN\r\n")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("mg k t\r\n", "HD t-1\r\n")
            .Differs(Ticks),
        new Conversation("mg T: t before it tells the old time, t behind it the new")
            .Say("ms k 4 T100\r\nooom\r\n", "HD\r\n")
            .Say("mg k s v t T300\r\n", "VA 4 s4 t100\r\nooom\r\n")
            .Say("mg k T30 t\r\n", "HD t30\r\n")
            .Say("mg k T0 t\r\n", "HD t-1\r\n")
            .Say("mg k t T2 c\r\n", "HD t-1 c%id%\r\n")
            .Wait(1)
            .Say("mg k t c\r\n", "HD t1 c%id%\r\n")
            .Wait(1)
            .Say("mg k\r\n", "EN\r\n")
            .Differs(Ticks),
        new Conversation("mg T keeps the id")
            .Say("set k 5 0 1\r\na\r\n", "STORED\r\n")
            .Say("mg k T300 c v\r\n", "VA 1 c%id%\r\na\r\n")
            .Say("mg k c T400\r\n", "HD c%id%\r\n")
            .Say("mg k T500\r\n", "HD\r\n")
            .Say("cas k 0 0 1 %id%\r\nb\r\n", "STORED\r\n"),
        new Conversation("mg T of a negative time answers a last time")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("mg k v T-1\r\n", "VA 1\r\na\r\n")
            .Say("mg k v\r\n", "EN\r\n")
            .Say("mg k T30\r\n", "EN\r\n"),
        new Conversation("mg T reads absolute times, also those after 2038")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("mg k T1700000015 t\r\n", "HD t10\r\n")
            .Say("mg k T4102444800\r\n", "HD\r\n")
            .Say("mg k v\r\n", "VA 1\r\na\r\n")
            .Differs("the table has a wall clock of its own, and memcached refuses times after 2038"),
        new Conversation("mg tells that a time of more than 34 years is for ever")
            .Say("set k 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("mg k T2700000000 t\r\n", "HD t999999995\r\n")
            .Say("mg k T4102444800 t\r\n", "HD t-1\r\n")
            .Say("mg n N4102444800 t\r\n", "HD t-1 W\r\n")
            .Say("ma m N4102444800 t\r\n", "HD t-1\r\n")
            .Differs("memcached refuses times after 2038"),
    ];

    private static Conversation[] Access =>
    [
        new Conversation("mg h tells whether the item was hit before")
            .Say("ms k 3 T100\r\nhit\r\n", "HD\r\n")
            .Say("mg k h\r\n", "HD h0\r\n")
            .Say("mg k h\r\n", "HD h1\r\n")
            .Say("ms k 3\r\nhit\r\n", "HD\r\n")
            .Say("mg k h v\r\n", "VA 3 h0\r\nhit\r\n")
            .Say("mg k h\r\n", "HD h1\r\n"),
        new Conversation("mg without h, get and T count as hits")
            .Say("ms k 3\r\nhit\r\n", "HD\r\n")
            .Say("mg k v\r\n", "VA 3\r\nhit\r\n")
            .Say("mg k h\r\n", "HD h1\r\n")
            .Say("ms k 3\r\nhit\r\n", "HD\r\n")
            .Say("get k\r\n", "VALUE k 0 3\r\nhit\r\nEND\r\n")
            .Say("mg k h\r\n", "HD h1\r\n")
            .Say("ms k 3\r\nhit\r\n", "HD\r\n")
            .Say("mg k h T30\r\n", "HD h0\r\n")
            .Say("mg k h\r\n", "HD h1\r\n"),
        new Conversation("mg u leaves no trace")
            .Say("ms k 3 T100\r\nhit\r\n", "HD\r\n")
            .Say("mg k u h\r\n", "HD h0\r\n")
            .Say("mg k h\r\n", "HD h0\r\n")
            .Say("mg k u h\r\n", "HD h1\r\n"),
        new Conversation("mg l tells the seconds since the last access")
            .Say("ms k 2 T100\r\nla\r\n", "HD\r\n")
            .Say("mg k l\r\n", "HD l0\r\n")
            .Wait(2)
            .Say("mg k l u\r\n", "HD l2\r\n")
            .Say("mg k h l\r\n", "HD h1 l2\r\n")
            .Say("mg k l\r\n", "HD l0\r\n")
            .Wait(7)
            .Say("mg k l v\r\n", "VA 2 l7\r\nla\r\n")
            .Differs("memcached moves the time of the first accesses only"),
    ];

    private static Conversation[] Winning =>
    [
        new Conversation("mg N makes an empty item, and one client wins it")
            .Say("mg k s c v N30\r\n", "VA 0 s0 c%id% W\r\n\r\n")
            .Say("mg k s c v N30\r\n", "VA 0 s0 c%id% Z\r\n\r\n")
            .Say("mg k v\r\n", "VA 0 Z\r\n\r\n")
            .Say("get k\r\n", "VALUE k 0 0\r\n\r\nEND\r\n")
            .Say("ms k 2 C5000 T120\r\nnu\r\n", "EX\r\n")
            .Say("ms k 2 C%id% T120\r\nmu\r\n", "HD\r\n")
            .Say("mg k s k v N30\r\n", "VA 2 s2 kk\r\nmu\r\n"),
        new Conversation("mg N: t before it tells that the new item has no end, t behind it its time")
            .Say("mg a N30 t\r\n", "HD t30 W\r\n")
            .Say("mg b t N30\r\n", "HD t-1 W\r\n")
            .Say("mg b t\r\n", "HD t30 Z\r\n")
            .Say("mg c N30 T50 t\r\n", "HD t50 W\r\n")
            .Say("mg c t\r\n", "HD t50 Z\r\n")
            .Say("mg d T50 N30 t\r\n", "HD t30 W\r\n")
            .Say("mg d t\r\n", "HD t30 Z\r\n")
            .Say("mg e N0 t\r\n", "HD t-1 W\r\n")
            .Wait(30)
            .Say("mg b t\r\n", "EN\r\n")
            .Say("mg d t N30\r\n", "HD t-1 W\r\n")
            .Say("mg c t\r\n", "HD t20 Z\r\n")
            .Differs(Ticks),
        new Conversation("mg N gives a new item what it has, and tells of no hit before")
            .Say("mg k v s f h k l t N0 q Oo\r\n", "VA 0 s0 f0 h0 kk l0 t-1 Oo W\r\n\r\n")
            .Say("mg k h\r\n", "HD h1 Z\r\n")
            .Say("mg n N0 u\r\n", "HD W\r\n")
            .Say("mg n h\r\n", "HD h0 Z\r\n"),
        new Conversation("mg N of a negative time makes nothing that lasts")
            .Say("mg k N-1\r\n", "HD W\r\n")
            .Say("mg k\r\n", "EN\r\n"),
        new Conversation("mg E is the id of the item that N makes")
            .Say("mg k s c v N30 E9876\r\n", "VA 0 s0 c9876 W\r\n\r\n")
            .Say("mg k c E5\r\n", "HD c9876 Z\r\n")
            .Say("mg n v c N30 E5 C5\r\n", "HD c5 W\r\n")
            .Differs(Newer),
        new Conversation("mg R lets one client win an item that is near its end")
            .Say("ms k 2 T120\r\nmu\r\n", "HD\r\n")
            .Say("mg k c R30\r\n", "HD c%id%\r\n")
            .Say("mg k v c R130 N30\r\n", "VA 2 c%id% W\r\nmu\r\n")
            .Say("mg k v c R130 N30\r\n", "VA 2 c%id% Z\r\nmu\r\n")
            .Say("mg k c\r\n", "HD c%id% Z\r\n")
            .Say("ms k 4 C%id% T300\r\nzuuu\r\n", "HD\r\n")
            .Say("mg k v R30\r\n", "VA 4\r\nzuuu\r\n"),
        new Conversation("mg R wins nothing of what has no end, nor with 0 or less")
            .Say("ms k 1\r\na\r\n", "HD\r\n")
            .Say("mg k R130\r\n", "HD\r\n")
            .Say("ms k 1 T30\r\na\r\n", "HD\r\n")
            .Say("mg k R0\r\n", "HD\r\n")
            .Say("mg k R-1\r\n", "HD\r\n")
            .Say("mg k R31\r\n", "HD W\r\n"),
        new Conversation("mg R goes by the time that is told: thirty are not less than thirty")
            .Say("ms k 1 T30\r\na\r\n", "HD\r\n")
            .Say("mg k R30 t\r\n", "HD t30\r\n")
            .Wait(1)
            .Say("mg k R29 t\r\n", "HD t29\r\n")
            .Say("mg k R30 t\r\n", "HD t29 W\r\n")
            .Differs(Ticks),
        new Conversation("mg R before T goes by the old time, behind it by the new")
            .Say("ms k 1 T10\r\na\r\n", "HD\r\n")
            .Say("mg k T300 R30\r\n", "HD\r\n")
            .Say("mg k R400 T10\r\n", "HD W\r\n")
            .Say("mg k R400\r\n", "HD Z\r\n")
            .Say("ms k 1 T10\r\na\r\n", "HD\r\n")
            .Say("mg k R30 T300 s\r\n", "HD s1 W\r\n")
            .Say("mg k s\r\n", "HD s1 Z\r\n"),
        new Conversation("a win keeps value, flags, time, id and marks")
            .Say("ms k 2 F7 T90 E55\r\nab\r\n", "HD\r\n")
            .Say("mg k R100 v f c t h\r\n", "VA 2 f7 c55 t90 h0 W\r\nab\r\n")
            .Say("mg k v f c t h\r\n", "VA 2 f7 c55 t90 h1 Z\r\nab\r\n")
            .Differs(Ticks),
    ];

    private static Conversation[] Quiet =>
    [
        new Conversation("mg q keeps back misses and nothing else")
            .Say("set k 0 0 2\r\nbo\r\n", "STORED\r\n")
            .Say("mg k v q\r\nmg k v q\r\nmg none v q\r\nmg none q k O1\r\nmg k q s\r\nmn\r\n", "VA 2\r\nbo\r\nVA 2\r\nbo\r\nHD s2\r\nMN\r\n")
            .Say("mg viv s N30 q\r\n", "HD s0 W\r\n")
            .Say("mg k q Tx\r\n", "CLIENT_ERROR bad token in command line format\r\n")
            .Say("mg k q y\r\n", "CLIENT_ERROR invalid flag\r\n"),
        new Conversation("mg and get read what the other's set stores")
            .Say("ms k 2 F9\r\nab\r\n", "HD\r\n")
            .Say("get k\r\n", "VALUE k 9 2\r\nab\r\nEND\r\n")
            .Say("append k 0 0 1\r\nc\r\n", "STORED\r\n")
            .Say("mg k v f\r\n", "VA 3 f9\r\nabc\r\n")
            .Say("touch k -1\r\n", "TOUCHED\r\n")
            .Say("mg k v\r\n", "EN\r\n"),
    ];
}
