using System;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Takes members out of a set.</summary>
internal ref struct SetRemoveUpdate : IItemUpdate
{
    private readonly RespArguments _arguments;
    private readonly int _first;
    private readonly int _end;
    private readonly PackEditor _packs;
    private readonly int _valueBytesMax;

    /// <param name="arguments">Among them the members.</param>
    /// <param name="first">Where the members begin.</param>
    /// <param name="end">Behind the last of them.</param>
    /// <param name="packs">Where the set is taken apart.</param>
    /// <param name="valueBytesMax">The most bytes that it may have.</param>
    public SetRemoveUpdate(RespArguments arguments, int first, int end, PackEditor packs, int valueBytesMax)
    {
        _arguments = arguments;
        _first = first;
        _end = end;
        _packs = packs;
        _valueBytesMax = valueBytesMax;
    }

    public int Removed { get; private set; }

    public ChangeOutcome Outcome { get; private set; }

    /// <summary>When the set that was decided on expires.</summary>
    public Instant Expiry { get; private set; } = Instant.Never;

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        Removed = 0;
        Outcome = ChangeOutcome.Done;
        if (!exists)
        {
            return UpdateAction.Leave;
        }

        if (!CollectionChange.TryLoad(_packs, present, exists, ItemKind.Set))
        {
            Outcome = ChangeOutcome.WrongType;
            return UpdateAction.Leave;
        }

        Expiry = present.Expiry;
        for (int index = _first; index < _end && _packs.Count > 0; index++)
        {
            int ordinal = _packs.Find(_arguments[index]);
            if (ordinal >= 0)
            {
                _packs.RemoveAt(ordinal);
                Removed++;
            }
        }

        ChangeOutcome outcome = ChangeOutcome.Done;
        UpdateAction action = Removed == 0
            ? UpdateAction.Leave
            : CollectionChange.Conclude(_packs, present, exists, _valueBytesMax, ref outcome, out item);
        Outcome = outcome;
        return action;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => _packs.Write(value);
}
