using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Protocol;
using Pelikan.Node.Tests.Protocol.Resp.Hashes;
using Pelikan.Node.Tests.Protocol.Resp.Lists;
using Pelikan.Node.Tests.Protocol.Resp.Sets;
using Pelikan.Node.Tests.Protocol.Resp.SortedSets;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>All tables of RESP conversations, and the server that they are had with.</summary>
internal static class RespConversations
{
    public const int HighWatermark = 64 * 1024;

    /// <summary>Small enough to be passed by a request that can be cut at every byte.</summary>
    public static ProtocolLimits Limits { get; } = new() { ValueBytesMax = 1000, KeysPerGetMax = 60, LineBytesMax = 2600 };

    public static IReadOnlyList<RespConversation> All { get; } =
    [
        .. FramingConversations.All,
        .. StringConversations.All,
        .. KeyConversations.All,
        .. ServerConversations.All,
        .. ListConversations.All,
        .. ListMoveConversations.All,
        .. HashConversations.All,
        .. HashNumberConversations.All,
        .. SetConversations.All,
        .. PelikanSetConversations.All,
        .. SortedSetChangeConversations.All,
        .. SortedSetReadConversations.All,
        .. SortedSetAlgebraConversations.All,
    ];

    public static RespConversation Named(string name) => All.Single(conversation => conversation.Name == name);

    public static TextHarness NewHarness(RespConversation conversation, int highWatermark)
    {
        TextHarness harness = new(Limits, highWatermark, ProtocolSet.Resp);
        harness.Server.UnixMillisecondsAtInstantZero = 1_700_000_000_000;
        if (conversation.SpeaksVersion3)
        {
            harness.Ask("HELLO", "3");
        }

        return harness;
    }
}
