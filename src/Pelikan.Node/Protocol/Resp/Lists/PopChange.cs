using System;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>Takes elements from one end of a list, and writes them into the reply as they lie in the editor: the first taken comes first.</summary>
internal ref struct PopChange : IPackChange
{
    private readonly RespWriter _reply;
    private readonly int _mark;
    private readonly bool _left;
    private readonly long _count;
    private readonly bool _asArray;

    /// <param name="reply">Where the elements go.</param>
    /// <param name="left">From which end.</param>
    /// <param name="count">As many at most.</param>
    /// <param name="asArray">In an array, or one alone.</param>
    public PopChange(RespWriter reply, bool left, long count, bool asArray)
    {
        _reply = reply;
        _mark = reply.Length;
        _left = left;
        _count = count;
        _asArray = asArray;
    }

    public readonly ItemKind Kind => ItemKind.List;

    /// <summary>Whether there was a list; nothing is written where there was none.</summary>
    public bool Found { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        _reply.Truncate(_mark);
        Found = exists;
        if (!exists)
        {
            return false;
        }

        int taken = (int)Math.Min(_count, packs.Count);
        if (_asArray)
        {
            _reply.Array(taken);
        }

        for (int i = 0; i < taken; i++)
        {
            _reply.Bulk(packs.Member(_left ? i : packs.Count - 1 - i));
        }

        packs.RemoveAt(_left ? 0 : packs.Count - taken, taken);
        return taken > 0;
    }
}
