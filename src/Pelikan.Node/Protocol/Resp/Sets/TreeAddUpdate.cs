using System;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Gives inner keys their values, in the hash that a tree is.</summary>
internal ref struct TreeAddUpdate : IItemUpdate
{
    private const int FirstPair = 2;

    private readonly RespArguments _arguments;
    private readonly PackEditor _packs;
    private readonly int _valueBytesMax;

    public TreeAddUpdate(RespArguments arguments, PackEditor packs, int valueBytesMax)
    {
        _arguments = arguments;
        _packs = packs;
        _valueBytesMax = valueBytesMax;
    }

    public int Added { get; private set; }

    public ChangeOutcome Outcome { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        Added = 0;
        if (!CollectionChange.TryLoad(_packs, present, exists, ItemKind.Hash))
        {
            Outcome = ChangeOutcome.WrongType;
            return UpdateAction.Leave;
        }

        for (int index = FirstPair; index + 1 < _arguments.Count; index += 2)
        {
            Added += _packs.Put(_arguments[index], _arguments[index + 1]) ? 1 : 0;
        }

        ChangeOutcome outcome = ChangeOutcome.Done;
        UpdateAction action = CollectionChange.Conclude(_packs, present, exists, _valueBytesMax, ref outcome, out item);
        Outcome = outcome;
        return action;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => _packs.Write(value);
}
