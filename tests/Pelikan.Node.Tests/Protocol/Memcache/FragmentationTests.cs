using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>Streams of the tables' requests, damaged and cut into any reads.</summary>
public sealed class FragmentationTests
{
    // The bytes that mean something to the protocol, and some that do not.
    private const string Alphabet = " \r\n0129-gk\0\u00ff";

    private static readonly string[] Requests =
        [.. Conversations.All.SelectMany(conversation => conversation.Turns).Select(turn => Conversation.Resolve(turn.Request, Ids)).Distinct()];

    private static Dictionary<string, string> Ids =>
        new[] { "id", "first", "second" }.ToDictionary(name => name, _ => "1");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Replies_do_not_depend_on_how_bytes_arrive_and_leave(int seed) =>
        new DamagedStreams(Requests, random => Alphabet[random.Next(Alphabet.Length)], undamaged: 0).Send(seed, (_, _) => { });

    [Fact]
    public void Bytes_searched_in_vain_are_not_searched_again()
    {
        TextHarness harness = Conversations.NewHarness();
        harness.Send("get aaaa");
        Assert.Equal(8, harness.Session.Argument);
        harness.Send("bbbb");
        Assert.Equal(12, harness.Session.Argument);
        Assert.Equal("END\r\n", harness.Send("\r\n"));
        Assert.Equal(0, harness.Session.Argument);
        Assert.Equal(0, harness.Session.Phase);
    }
}
