using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Protocol;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>All tables of conversations, and the server that they are had with.</summary>
internal static class Conversations
{
    public const int HighWatermark = 64 * 1024;

    public const int KeyBytesMax = 250;

    /// <summary>Small enough to be passed by a request that can be cut at every byte.</summary>
    public static ProtocolLimits Limits { get; } = new() { ValueBytesMax = 1000, KeysPerGetMax = 60, LineBytesMax = 2600 };

    public static IReadOnlyList<Conversation> All { get; } =
    [
        .. StorageConversations.All,
        .. RetrievalConversations.All,
        .. KeyCommandConversations.All,
        .. ExpiryConversations.All,
        .. ServerConversations.All,
        .. LineConversations.All,
        .. MetaGetConversations.All,
        .. MetaSetConversations.All,
        .. MetaKeyConversations.All,
        .. MetaLineConversations.All,
        .. PelikanConversations.All,
    ];

    public static Conversation Named(string name) => All.Single(conversation => conversation.Name == name);

    public static string Repeat(char letter, int count) => new(letter, count);

    public static TextHarness NewHarness(int highWatermark = HighWatermark)
    {
        TextHarness harness = new(Limits, highWatermark);
        harness.Server.UnixMillisecondsAtInstantZero = 1_700_000_000_000;
        harness.Server.Groups[string.Empty] = [("pid", "1"), ("version", "0.1.0")];
        harness.Server.Groups["settings"] = [("maxbytes", "67108864")];
        harness.Server.Groups["conns"] = [];
        return harness;
    }
}
