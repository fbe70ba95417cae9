using System;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>Adds the words of a request from the third on to one end of a list, each behind the one before.</summary>
internal ref struct PushChange : IPackChange
{
    private const int ElementsAt = 2;

    private readonly RespArguments _arguments;
    private readonly bool _left;
    private readonly bool _mustExist;

    public PushChange(RespArguments arguments, bool left, bool mustExist)
    {
        _arguments = arguments;
        _left = left;
        _mustExist = mustExist;
    }

    public readonly ItemKind Kind => ItemKind.List;

    /// <summary>Elements there are then.</summary>
    public int Length { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        Length = 0;
        if (_mustExist && !exists)
        {
            return false;
        }

        for (int i = ElementsAt; i < _arguments.Count; i++)
        {
            packs.Insert(_left ? 0 : packs.Count, _arguments[i]);
        }

        Length = packs.Count;
        return true;
    }
}
