using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

/// <summary>The conversations whose outcome is the same are had with a real memcached: the tables say what memcached does, not what we think it does.</summary>
public sealed class BinaryAgreementTests(MemcachedFixture memcached) : IClassFixture<MemcachedFixture>
{
    public static TheoryData<string> Names =>
        [.. BinaryConversations.All.Where(conversation => conversation.OnlyHere is null && !conversation.NeedsTime).Select(conversation => conversation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Memcached_has_the_same_conversation(string name)
    {
        BinaryConversation conversation = BinaryConversations.Named(name);
        using OriginalSession session = new(memcached);
        Dictionary<char, string> learnt = [];
        Ask(session, new Turn(Wire.Request(0x08), Wire.Reply(0x08), 0), learnt);
        foreach (Turn turn in conversation.Turns)
        {
            Ask(session, turn, learnt);
        }

        if (conversation.Closes)
        {
            session.AssertClosed();
        }
        else
        {
            // The answer to a no-op comes next, so nothing was said that the table does not have.
            Ask(session, new Turn(Wire.Request(0x0a), Wire.Reply(0x0a), 0), learnt);
        }
    }

    [Theory]
    [InlineData(0x01, false)]
    [InlineData(0x02, true)]
    [InlineData(0x03, true)]
    [InlineData(0x0e, true)]
    [InlineData(0x0f, true)]
    public void What_is_larger_than_a_mebibyte_is_refused_alike(int opcode, bool stays)
    {
        string key = $"large{opcode}";
        string value = new('\u0080', (1024 * 1024) + 1);
        Turn[] turns =
        [
            new(Wire.Request(0x01, key, Wire.Item(), "old"), Wire.Reply(0x01, cas: Wire.Id(0)), 0),
            new(Wire.Request(opcode, key, opcode < 0x0e ? Wire.Item() : "", value), Wire.Error(opcode, 0x03), 0),
            new(Wire.Request(0x00, key), stays ? Wire.Reply(0x00, extras: Wire.Expiry(0), value: "old", cas: Wire.Id(0)) : Wire.Error(0x00, 0x01), 0),
        ];
        using OriginalSession session = new(memcached);
        TextHarness harness = new();
        Dictionary<char, string> theirs = [];
        Dictionary<char, string> ours = [];
        foreach (Turn turn in turns)
        {
            Ask(session, turn, theirs);
            byte[] reply = harness.Send(Wire.Resolve(turn.Request, ours));
            Assert.True(Wire.Matches(turn.Reply, reply, ours), Wire.Show(Encoding.Latin1.GetString(reply)));
        }
    }

    [Fact]
    public void A_good_part_of_the_conversations_is_compared() =>
        Assert.True(Names.Count >= 60, $"only {Names.Count} of {BinaryConversations.All.Count} conversations are compared with memcached");

    private static void Ask(OriginalSession session, Turn turn, Dictionary<char, string> learnt) => session.Ask(
        Encoding.Latin1.GetString(Wire.Resolve(turn.Request, learnt)),
        turn.Reply,
        reply => reply.Length == Wire.LengthOf(turn.Reply) && Wire.Matches(turn.Reply, Encoding.Latin1.GetBytes(reply), learnt));
}
