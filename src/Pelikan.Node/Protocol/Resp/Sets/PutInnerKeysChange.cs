using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Gives inner keys their values, in the hash that a tree is.</summary>
internal ref struct PutInnerKeysChange(RespArguments arguments, int first) : IPackChange
{
    private readonly RespArguments _arguments = arguments;

    public readonly ItemKind Kind => ItemKind.Hash;

    public int Added { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        Added = 0;
        for (int index = first; index + 1 < _arguments.Count; index += 2)
        {
            Added += packs.Put(_arguments[index], _arguments[index + 1]) ? 1 : 0;
        }

        return true;
    }
}
