using System.Collections.Generic;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>The exchanges that Pelikan's own integration tests have with a Segcache server. Where that answers ERROR to what it lacks, memcached's answer stands here.</summary>
internal static class PelikanConversations
{
    public static IReadOnlyList<Conversation> All { get; } =
    [
        new Conversation("pelikan: get and gets miss")
            .Say("get 0\r\n", "END\r\n")
            .Say("gets 0\r\n", "END\r\n"),
        new Conversation("pelikan: set and get")
            .Say("set 1 0 0 1\r\n1\r\n", "STORED\r\n")
            .Say("get 1\r\n", "VALUE 1 0 1\r\n1\r\nEND\r\n"),
        new Conversation("pelikan: cas not found")
            .Say("cas 2 0 0 1 0\r\n1\r\n", "NOT_FOUND\r\n")
            .Say("get 2\r\n", "END\r\n"),
        new Conversation("pelikan: cas exists")
            .Say("set 3 0 0 1\r\n1\r\n", "STORED\r\n")
            .Say("cas 3 0 0 1 0\r\n2\r\n", "EXISTS\r\n")
            .Say("get 3\r\n", "VALUE 3 0 1\r\n1\r\nEND\r\n"),
        new Conversation("pelikan: cas stored")
            .Say("set 4 0 0 1\r\n1\r\n", "STORED\r\n")
            .Say("gets 4\r\n", "VALUE 4 0 1 %id%\r\n1\r\nEND\r\n")
            .Say("cas 4 0 0 1 %id%\r\n2\r\n", "STORED\r\n")
            .Say("get 4\r\n", "VALUE 4 0 1\r\n2\r\nEND\r\n"),
        new Conversation("pelikan: add")
            .Say("set 5 0 0 1\r\n1\r\n", "STORED\r\n")
            .Say("add 5 0 0 1\r\n2\r\n", "NOT_STORED\r\n")
            .Say("get 5\r\n", "VALUE 5 0 1\r\n1\r\nEND\r\n")
            .Say("add 6 0 0 1\r\n2\r\n", "STORED\r\n")
            .Say("get 6\r\n", "VALUE 6 0 1\r\n2\r\nEND\r\n"),
        new Conversation("pelikan: replace")
            .Say("replace 7 0 0 1\r\n1\r\n", "NOT_STORED\r\n")
            .Say("get 7\r\n", "END\r\n")
            .Say("set 8 0 0 1\r\n1\r\n", "STORED\r\n")
            .Say("replace 8 0 0 1\r\n2\r\n", "STORED\r\n")
            .Say("get 8\r\n", "VALUE 8 0 1\r\n2\r\nEND\r\n"),
        new Conversation("pelikan: flags")
            .Say("set 9 42 0 1\r\n1\r\n", "STORED\r\n")
            .Say("get 9\r\n", "VALUE 9 42 1\r\n1\r\nEND\r\n"),
        new Conversation("pelikan: two gets in one send")
            .Say("get 10\r\nget 10\r\n", "END\r\nEND\r\n"),
        new Conversation("pelikan: get and a trailing space")
            .Say("get 11\r\n ", "END\r\n")
            .Leave(1)
            .Differs("a server across a socket does not say what it holds"),
        new Conversation("pelikan: get and add in one send")
            .Say("get 12 \r\nadd 12 0 0 1\r\n1\r\n", "END\r\nSTORED\r\n"),
        new Conversation("pelikan: get and set in one send")
            .Say("get 13 \r\nset 13 0 0 1 \r\n1\r\n", "END\r\nSTORED\r\n"),
        new Conversation("pelikan: two sets and a get in one send")
            .Say("set 14 0 0 1 \r\n1\r\nset 15 0 0 1 \r\n2\r\nget 14\r\n", "STORED\r\nSTORED\r\nVALUE 14 0 1\r\n1\r\nEND\r\n"),
        new Conversation("pelikan: incr")
            .Say("incr 16 1\r\n", "NOT_FOUND\r\n")
            .Say("set 17 0 0 1\r\n0\r\n", "STORED\r\n")
            .Say("incr 17 1\r\n", "1\r\n")
            .Say("incr 17 2\r\n", "3\r\n")
            .Say("set 18 0 0 1\r\na\r\n", "STORED\r\n")
            .Say("incr 18 1\r\n", "CLIENT_ERROR cannot increment or decrement non-numeric value\r\n"),
        new Conversation("pelikan: decr")
            .Say("decr 19 1\r\n", "NOT_FOUND\r\n")
            .Say("set 20 0 0 2\r\n10\r\n", "STORED\r\n")
            .Say("decr 20 1\r\n", "9\r\n")
            .Say("decr 20 2\r\n", "7\r\n")
            .Say("decr 20 255\r\n", "0\r\n"),
        new Conversation("pelikan: append and prepend")
            .Say("append 21 0 0 1\r\n1\r\n", "NOT_STORED\r\n")
            .Say("prepend 21 0 0 1\r\n1\r\n", "NOT_STORED\r\n"),
    ];
}
