using System;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>Takes the lowest or highest members out of a sorted set, and writes them to the reply as it does; another attempt begins the reply anew.</summary>
internal ref struct PopScoredChange : IPackChange
{
    private readonly RespWriter _reply;
    private readonly ReadOnlySpan<byte> _key;
    private readonly int _replyStart;

    /// <param name="key">What the reply names, where it does.</param>
    /// <param name="reply">Where the members go.</param>
    public PopScoredChange(ReadOnlySpan<byte> key, RespWriter reply)
    {
        _key = key;
        _reply = reply;
        _replyStart = reply.Length;
    }

    public readonly ItemKind Kind => ItemKind.SortedSet;

    public long Count { get; init; }

    public bool IsFromEnd { get; init; }

    public PopReply Shape { get; init; }

    public int Popped { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        _reply.Truncate(_replyStart);
        Popped = (int)Math.Min(Count, packs.Count);
        int start = IsFromEnd ? packs.Count - Popped : 0;
        Answer(packs, start);
        if (Popped > 0)
        {
            packs.RemoveAt(start, Popped);
        }

        return Popped > 0;
    }

    private readonly void Answer(PackEditor packs, int start)
    {
        if (Shape == PopReply.KeyAndPairs)
        {
            if (Popped == 0)
            {
                return;
            }

            _reply.Array(2);
            _reply.Bulk(_key);
        }

        _reply.Array(Shape == PopReply.Flat ? 2L * Popped : Popped);
        for (int index = 0; index < Popped; index++)
        {
            int ordinal = IsFromEnd ? start + Popped - 1 - index : start + index;
            if (Shape != PopReply.Flat)
            {
                _reply.Array(2);
            }

            _reply.Bulk(packs.Member(ordinal));
            _reply.Double(packs.Score(ordinal));
        }
    }
}
