using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>The conversations whose outcome is the same in every version are had with a real memcached: the tables say what memcached does, not what we think it does.</summary>
public sealed class MemcachedAgreementTests(MemcachedFixture memcached) : IClassFixture<MemcachedFixture>
{
    private const int ReplyDeadlineMilliseconds = 5_000;

    public static TheoryData<string> Names =>
        [.. Conversations.All.Where(conversation => conversation.OnlyHere is null && !conversation.NeedsTime).Select(conversation => conversation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Memcached_has_the_same_conversation(string name)
    {
        Conversation conversation = Conversations.Named(name);
        using Socket socket = memcached.Connect();
        socket.ReceiveTimeout = ReplyDeadlineMilliseconds;
        Dictionary<string, string> learnt = [];
        Ask(socket, "flush_all\r\n", "OK\r\n", learnt);
        foreach (Turn turn in conversation.Turns)
        {
            Ask(socket, Conversation.Resolve(turn.Request, learnt), turn.Reply, learnt);
        }

        if (conversation.Closes)
        {
            Assert.Equal(0, socket.Receive(new byte[1]));
        }
        else
        {
            // The answer to a no-op comes next, so nothing was said that the table does not have.
            Ask(socket, "mn\r\n", "MN\r\n", learnt);
        }
    }

    [Fact]
    public void A_good_part_of_the_conversations_is_compared() =>
        Assert.True(Names.Count >= 50, $"only {Names.Count} of {Conversations.All.Count} conversations are compared with memcached");

    private static void Ask(Socket socket, string request, string expected, Dictionary<string, string> learnt)
    {
        socket.Send(Encoding.Latin1.GetBytes(request));
        byte[] buffer = new byte[4096];
        string reply = string.Empty;
        while (!Conversation.Matches(expected, reply, learnt))
        {
            int received = Receive(socket, buffer, request, expected, reply);
            reply += Encoding.Latin1.GetString(buffer, 0, received);
        }
    }

    private static int Receive(Socket socket, byte[] buffer, string request, string expected, string reply)
    {
        try
        {
            int received = socket.Receive(buffer);
            Assert.True(received > 0, $"memcached closed; to {request} expected {expected}, had {reply}");
            return received;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            Assert.Fail($"to {request} expected {expected}, memcached said {reply}");
            return 0;
        }
    }
}
