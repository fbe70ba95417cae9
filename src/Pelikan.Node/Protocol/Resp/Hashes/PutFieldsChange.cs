using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Hashes;

/// <summary>HSET: sets fields to values, the words of a request from the third on.</summary>
internal ref struct PutFieldsChange : IPackChange
{
    private const int FieldsAt = 2;

    private readonly RespArguments _arguments;

    public PutFieldsChange(RespArguments arguments) => _arguments = arguments;

    public readonly ItemKind Kind => ItemKind.Hash;

    /// <summary>Fields that were not there before.</summary>
    public int Added { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        Added = 0;
        for (int i = FieldsAt; i + 1 < _arguments.Count; i += 2)
        {
            Added += packs.Put(_arguments[i], _arguments[i + 1]) ? 1 : 0;
        }

        return true;
    }
}
