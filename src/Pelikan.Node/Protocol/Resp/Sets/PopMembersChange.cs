using System;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Takes members out of a set at random, and writes them to the reply as it does; another attempt begins the reply anew.</summary>
internal ref struct PopMembersChange(RespWriter reply, Random random, long count) : IPackChange
{
    /// <summary>The count of a request that has none: one member, and not as a set.</summary>
    public const long Single = -1;

    private readonly RespWriter _reply = reply;
    private readonly int _replyStart = reply.Length;

    public readonly ItemKind Kind => ItemKind.Set;

    public readonly bool Apply(PackEditor packs, bool exists)
    {
        _reply.Truncate(_replyStart);
        int left = (int)Math.Min(count == Single ? 1 : count, packs.Count);
        if (count != Single)
        {
            _reply.Set(left);
        }
        else if (left == 0)
        {
            _reply.Null();
        }

        bool isChanged = left > 0;
        for (; left > 0; left--)
        {
            int ordinal = random.Next(packs.Count);
            _reply.Bulk(packs.Member(ordinal));
            packs.RemoveAt(ordinal);
        }

        return isChanged;
    }
}
