using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using Pelikan.Node.Tests.Protocol.Memcache;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>The conversations are had with a real Redis 7.0, but for those that say why it answers differently: the tables say what Redis does, not what we think it does.</summary>
public sealed class RedisAgreementTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const int ReplyDeadlineMilliseconds = 5_000;

    public static TheoryData<string> Names =>
        [.. RespConversations.All.Where(conversation => conversation.OnlyHere is null && !conversation.NeedsTime).Select(conversation => conversation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Redis_has_the_same_conversation(string name)
    {
        RespConversation conversation = RespConversations.Named(name);
        using Socket socket = redis.Connect();
        socket.ReceiveTimeout = ReplyDeadlineMilliseconds;
        Dictionary<string, string> learnt = [];
        Ask(socket, RespConversation.Encode("FLUSHALL"), "+OK\r\n", learnt);
        if (conversation.SpeaksVersion3)
        {
            socket.Send(Encoding.Latin1.GetBytes(RespConversation.Encode("HELLO", "3") + RespConversation.Encode("ECHO", "here it ends")));
            string hello = string.Empty;
            while (!hello.EndsWith("here it ends\r\n", StringComparison.Ordinal))
            {
                hello += Receive(socket, "HELLO 3", "a map", hello);
            }
        }

        foreach (RespTurn turn in conversation.Turns)
        {
            Ask(socket, Conversation.Resolve(turn.Request, learnt), turn.Reply, learnt);
        }

        if (conversation.Closes)
        {
            Assert.Equal(0, socket.Receive(new byte[1]));
        }
        else
        {
            // The answer to this comes next, so nothing was said that the table does not have.
            Ask(socket, RespConversation.Encode("ECHO", "last"), "$4\r\nlast\r\n", learnt);
        }
    }

    [Fact]
    public void A_good_part_of_the_conversations_is_compared() =>
        Assert.True(2 * Names.Count > RespConversations.All.Count, $"only {Names.Count} of {RespConversations.All.Count} conversations are compared with Redis");

    private static void Ask(Socket socket, string request, string expected, Dictionary<string, string> learnt)
    {
        socket.Send(Encoding.Latin1.GetBytes(request));
        string reply = string.Empty;
        while (!Conversation.Matches(expected, reply, learnt))
        {
            reply += Receive(socket, request, expected, reply);
        }
    }

    private static string Receive(Socket socket, string request, string expected, string reply)
    {
        byte[] buffer = new byte[4096];
        try
        {
            int received = socket.Receive(buffer);
            Assert.True(received > 0, $"Redis closed; to {request} expected {expected}, had {reply}");
            return Encoding.Latin1.GetString(buffer, 0, received);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            Assert.Fail($"to {request} expected {expected}, Redis said {reply}");
            return string.Empty;
        }
    }
}
