using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

/// <summary>All tables of conversations of the binary protocol.</summary>
internal static class BinaryConversations
{
    public static IReadOnlyList<BinaryConversation> All { get; } =
        [.. BinaryStorageConversations.All, .. BinaryKeyConversations.All, .. BinaryServerConversations.All, .. BinaryLimitConversations.All];

    public static BinaryConversation Named(string name) => All.Single(conversation => conversation.Name == name);
}
