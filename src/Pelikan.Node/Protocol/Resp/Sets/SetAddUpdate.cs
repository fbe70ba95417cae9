using System;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Adds members to a set.</summary>
internal ref struct SetAddUpdate : IItemUpdate
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
    public SetAddUpdate(RespArguments arguments, int first, int end, PackEditor packs, int valueBytesMax)
    {
        _arguments = arguments;
        _first = first;
        _end = end;
        _packs = packs;
        _valueBytesMax = valueBytesMax;
    }

    public int Added { get; private set; }

    public ChangeOutcome Outcome { get; private set; }

    /// <summary>When a set that is made anew expires.</summary>
    public Instant Expiry { get; init; } = Instant.Never;

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        Added = 0;
        if (!CollectionChange.TryLoad(_packs, present, exists, ItemKind.Set))
        {
            Outcome = ChangeOutcome.WrongType;
            return UpdateAction.Leave;
        }

        for (int index = _first; index < _end; index++)
        {
            Added += _packs.Put(_arguments[index]) ? 1 : 0;
        }

        ChangeOutcome outcome = ChangeOutcome.Done;
        UpdateAction action = Added == 0
            ? UpdateAction.Leave
            : CollectionChange.Conclude(_packs, present, exists, _valueBytesMax, ref outcome, out item);
        if (action == UpdateAction.Store && !exists)
        {
            item = item with { Expiry = Expiry };
        }

        Outcome = outcome;
        return action;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => _packs.Write(value);
}
