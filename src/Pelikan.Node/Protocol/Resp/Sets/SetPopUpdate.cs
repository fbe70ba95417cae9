using System;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Takes members out of a set at random, and writes them to the reply as it does; another attempt begins the reply anew.</summary>
internal ref struct SetPopUpdate : IItemUpdate
{
    /// <summary>The count of a request that has none: one member, and not as an array.</summary>
    public const long Single = -1;

    private readonly RespWriter _reply;
    private readonly RandomSource _random;
    private readonly PackEditor _packs;
    private readonly long _count;
    private readonly int _valueBytesMax;
    private readonly int _replyStart;

    public SetPopUpdate(RespWriter reply, RandomSource random, PackEditor packs, long count, int valueBytesMax)
    {
        _reply = reply;
        _random = random;
        _packs = packs;
        _count = count;
        _valueBytesMax = valueBytesMax;
        _replyStart = reply.Length;
    }

    public ChangeOutcome Outcome { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        _reply.Truncate(_replyStart);
        Outcome = ChangeOutcome.Done;
        if (exists && !CollectionChange.TryLoad(_packs, present, exists, ItemKind.Set))
        {
            Outcome = ChangeOutcome.WrongType;
            return UpdateAction.Leave;
        }

        if (!exists || _count == 0)
        {
            AnswerNothing();
            return UpdateAction.Leave;
        }

        Pop();
        ChangeOutcome outcome = ChangeOutcome.Done;
        UpdateAction action = CollectionChange.Conclude(_packs, present, exists, _valueBytesMax, ref outcome, out item);
        Outcome = outcome;
        return action;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => _packs.Write(value);

    private readonly void AnswerNothing()
    {
        if (_count == Single)
        {
            _reply.Null();
        }
        else
        {
            _reply.Set(0);
        }
    }

    private readonly void Pop()
    {
        int count = _count == Single ? 1 : (int)Math.Min(_count, _packs.Count);
        if (_count != Single)
        {
            _reply.Set(count);
        }

        for (int popped = 0; popped < count; popped++)
        {
            int ordinal = _random.Next(_packs.Count);
            _reply.Bulk(_packs.Member(ordinal));
            _packs.RemoveAt(ordinal);
        }
    }
}
