using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>The conversations of those who have yet to give their credentials, with this server, and with a memcached where it answers alike.</summary>
public sealed class TextAuthenticationTests(TextAuthenticationTests.LockedMemcached memcached) : IClassFixture<TextAuthenticationTests.LockedMemcached>
{
    private const int ReplyDeadlineMilliseconds = 5_000;

    public static TheoryData<string> Names => [.. TextAuthenticationConversations.All.Select(conversation => conversation.Name)];

    public static TheoryData<string> NamesOfAgreement =>
        [.. TextAuthenticationConversations.All.Where(conversation => conversation.OnlyHere is null).Select(conversation => conversation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Asked_turn_by_turn_or_byte_by_byte_it_gets_its_replies(string name)
    {
        Conversation conversation = Named(name);
        TextHarness whole = Locked();
        TextHarness bytes = Locked(highWatermark: 1);
        foreach (Turn turn in conversation.Turns)
        {
            Assert.Equal(turn.Reply, whole.Send(turn.Request));
            Assert.Equal(turn.Reply, string.Concat(turn.Request.Select(letter => bytes.Send(letter.ToString()))));
        }

        Assert.Equal(conversation.Closes, whole.Closed);
        Assert.Equal(conversation.Closes, bytes.Closed);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pipelined_and_cut_anywhere_it_gets_the_same_replies(string name)
    {
        Conversation conversation = Named(name);
        string requests = string.Concat(conversation.Turns.Select(turn => turn.Request));
        string replies = string.Concat(conversation.Turns.Select(turn => turn.Reply));
        for (int cut = 0; cut <= Math.Min(requests.Length, 3000); cut++)
        {
            TextHarness harness = Locked();
            Assert.Equal(replies, harness.Send(requests[..cut]) + harness.Send(requests[cut..]));
            Assert.Equal(conversation.Closes, harness.Closed);
        }
    }

    [Theory]
    [MemberData(nameof(NamesOfAgreement))]
    public void Memcached_has_the_same_conversation(string name)
    {
        Conversation conversation = Named(name);
        using Socket socket = memcached.Connect();
        socket.ReceiveTimeout = ReplyDeadlineMilliseconds;
        foreach (Turn turn in conversation.Turns)
        {
            socket.Send(Encoding.Latin1.GetBytes(turn.Request));
            byte[] reply = new byte[turn.Reply.Length];
            int had = 0;
            while (had < reply.Length)
            {
                int received = socket.Receive(reply, had, reply.Length - had, SocketFlags.None);
                Assert.True(received > 0, $"memcached closed behind {Encoding.Latin1.GetString(reply, 0, had)}");
                had += received;
            }

            Assert.Equal(turn.Reply, Encoding.Latin1.GetString(reply));
        }

        if (conversation.Closes)
        {
            Assert.Equal(0, socket.Receive(new byte[1]));
        }
    }

    [Fact]
    public void What_others_read_is_not_read_before()
    {
        TextHarness harness = Locked();
        harness.Send("set x 0 0 9\r\nuser pass\r\nset secret 0 0 1\r\n1\r\n");
        Assert.Equal(1, harness.Model.ItemCount);
        Assert.Equal(1, harness.Count(MemcacheMetric.AuthCmds));
        Assert.Equal(0, harness.Count(MemcacheMetric.AuthErrors));
        Assert.Equal(0, harness.Count(MemcacheMetric.AuthRequired));
    }

    [Fact]
    public void Each_attempt_is_counted()
    {
        TextHarness harness = Locked();
        harness.Send("get abc\r\nset x 0 0 9\r\nuser past\r\nset x 0 0 8\r\nuserpass\r\nset x 0 0 9\r\nuser pass\r\n");
        Assert.Equal(3, harness.Count(MemcacheMetric.AuthCmds));
        Assert.Equal(2, harness.Count(MemcacheMetric.AuthErrors));
        Assert.Equal(1, harness.Count(MemcacheMetric.AuthRequired));
    }

    private static Conversation Named(string name) => TextAuthenticationConversations.All.Single(conversation => conversation.Name == name);

    private static TextHarness Locked(int highWatermark = Conversations.HighWatermark) => new(
        highWatermark: highWatermark,
        credentials: new Credentials(
        [
            new Credential("other"u8.ToArray(), "past"u8.ToArray()),
            new Credential("user"u8.ToArray(), "pass"u8.ToArray()),
            new Credential("spacy"u8.ToArray(), "a b  c d"u8.ToArray()),
        ]));

    /// <summary>A memcached that asks for the same credentials.</summary>
    public sealed class LockedMemcached : IDisposable
    {
        private readonly string _path = Path.GetTempFileName();
        private readonly MemcachedProcess _memcached;

        public LockedMemcached()
        {
            File.WriteAllText(_path, "other:past\nuser:pass\nspacy:a b  c d\n");
            _memcached = new MemcachedProcess("-Y", _path);
        }

        public Socket Connect() => _memcached.Connect();

        public void Dispose()
        {
            _memcached.Dispose();
            File.Delete(_path);
        }
    }
}
