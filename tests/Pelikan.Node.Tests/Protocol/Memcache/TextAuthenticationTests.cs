using System.IO;
using System.Linq;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>The conversations of those who have yet to give their credentials, with this server, and with a memcached where it answers alike.</summary>
public sealed class TextAuthenticationTests(TextAuthenticationTests.LockedMemcached memcached) : IClassFixture<TextAuthenticationTests.LockedMemcached>
{
    public static TheoryData<string> Names => [.. TextAuthenticationConversations.All.Select(conversation => conversation.Name)];

    public static TheoryData<string> NamesOfAgreement =>
        [.. TextAuthenticationConversations.All.Where(conversation => conversation.OnlyHere is null).Select(conversation => conversation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Asked_turn_by_turn_or_byte_by_byte_it_gets_its_replies(string name) => Have(name).ByteByByte();

    [Theory]
    [MemberData(nameof(Names))]
    public void Pipelined_and_cut_anywhere_it_gets_the_same_replies(string name) => Have(name).CutAnywhere();

    [Theory]
    [MemberData(nameof(NamesOfAgreement))]
    public void Memcached_has_the_same_conversation(string name)
    {
        Conversation conversation = Named(name);
        using OriginalSession session = new(memcached);
        foreach (Turn turn in conversation.Turns)
        {
            session.Ask(turn.Request, turn.Reply, reply => reply == turn.Reply);
        }

        if (conversation.Closes)
        {
            session.AssertClosed();
        }
    }

    [Fact]
    public void What_others_read_is_not_read_before()
    {
        TextHarness harness = Locked(Conversations.HighWatermark);
        harness.Send("set x 0 0 9\r\nuser pass\r\nset secret 0 0 1\r\n1\r\n");
        Assert.Equal(1, harness.Model.ItemCount);
        Assert.Equal(1, harness.Count(MemcacheMetric.AuthCmds));
        Assert.Equal(0, harness.Count(MemcacheMetric.AuthErrors));
        Assert.Equal(0, harness.Count(MemcacheMetric.AuthRequired));
    }

    [Fact]
    public void Each_attempt_is_counted()
    {
        TextHarness harness = Locked(Conversations.HighWatermark);
        harness.Send("get abc\r\nset x 0 0 9\r\nuser past\r\nset x 0 0 8\r\nuserpass\r\nset x 0 0 9\r\nuser pass\r\n");
        Assert.Equal(3, harness.Count(MemcacheMetric.AuthCmds));
        Assert.Equal(2, harness.Count(MemcacheMetric.AuthErrors));
        Assert.Equal(1, harness.Count(MemcacheMetric.AuthRequired));
    }

    private static ConversationReplay Have(string name)
    {
        Conversation conversation = Named(name);
        ConversationReplay replay = new(Locked);
        Assert.All(conversation.Turns, turn => Assert.Equal(turn.Reply, replay.Ask(turn.Request, turn.SecondsBefore * 1000L)));
        return replay.End(conversation.Closes, conversation.BytesLeft);
    }

    private static Conversation Named(string name) => TextAuthenticationConversations.All.Single(conversation => conversation.Name == name);

    private static TextHarness Locked(int highWatermark) => new(
        highWatermark: highWatermark,
        credentials: new Credentials(
        [
            new Credential("other"u8.ToArray(), "past"u8.ToArray()),
            new Credential("user"u8.ToArray(), "pass"u8.ToArray()),
            new Credential("spacy"u8.ToArray(), "a b  c d"u8.ToArray()),
        ]));

    /// <summary>A memcached that asks for the same credentials.</summary>
    public sealed class LockedMemcached() : MemcachedProcess("-Y", WriteCredentials())
    {
        private static readonly string CredentialsPath = Path.GetTempFileName();

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            File.Delete(CredentialsPath);
        }

        private static string WriteCredentials()
        {
            File.WriteAllText(CredentialsPath, "other:past\nuser:pass\nspacy:a b  c d\n");
            return CredentialsPath;
        }
    }
}
