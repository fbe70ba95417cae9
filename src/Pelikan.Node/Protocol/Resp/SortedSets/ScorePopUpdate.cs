using System;
using Pelikan.Node.Protocol.Resp.Sets;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>Takes the lowest or highest members out of a sorted set, and writes them to the reply as it does; another attempt begins the reply anew.</summary>
internal ref struct ScorePopUpdate : IItemUpdate
{
    private readonly RespWriter _reply;
    private readonly PackEditor _packs;
    private readonly int _valueBytesMax;
    private readonly int _replyStart;

    public ScorePopUpdate(RespWriter reply, PackEditor packs, int valueBytesMax)
    {
        _reply = reply;
        _packs = packs;
        _valueBytesMax = valueBytesMax;
        _replyStart = reply.Length;
    }

    public ReadOnlySpan<byte> Key { get; init; }

    public long Count { get; init; }

    public bool IsFromEnd { get; init; }

    public PopReply Shape { get; init; }

    public int Popped { get; private set; }

    public ChangeOutcome Outcome { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        Popped = 0;
        Outcome = ChangeOutcome.Done;
        _reply.Truncate(_replyStart);
        if (exists && present.Kind != ItemKind.SortedSet)
        {
            Outcome = ChangeOutcome.WrongType;
            return UpdateAction.Leave;
        }

        PackReader pack = exists ? new PackReader(ItemKind.SortedSet, present.Value) : default;
        int count = (int)Math.Min(Count, pack.Count);
        int start = IsFromEnd ? pack.Count - count : 0;
        Popped = count;
        Answer(pack, start, count);
        if (count == 0 || count == pack.Count)
        {
            return count == 0 ? UpdateAction.Leave : UpdateAction.Remove;
        }

        _packs.Load(ItemKind.SortedSet, present.Value);
        _packs.RemoveAt(start, count);
        ChangeOutcome outcome = ChangeOutcome.Done;
        UpdateAction action = CollectionChange.Conclude(_packs, present, exists, _valueBytesMax, ref outcome, out item);
        Outcome = outcome;
        return action;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => _packs.Write(value);

    private readonly void Answer(scoped in PackReader pack, int start, int count)
    {
        if (Shape == PopReply.KeyAndPairs)
        {
            if (count == 0)
            {
                return;
            }

            _reply.Array(2);
            _reply.Bulk(Key);
        }

        _reply.Array(Shape == PopReply.Flat ? 2L * count : count);
        for (int index = 0; index < count; index++)
        {
            int ordinal = IsFromEnd ? start + count - 1 - index : start + index;
            if (Shape != PopReply.Flat)
            {
                _reply.Array(2);
            }

            _reply.Bulk(pack.Member(ordinal));
            _reply.Double(pack.Score(ordinal));
        }
    }
}
