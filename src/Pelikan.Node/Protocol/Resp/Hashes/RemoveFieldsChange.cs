using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Hashes;

/// <summary>HDEL: takes out fields, the words of a request from the third on.</summary>
internal ref struct RemoveFieldsChange : IPackChange
{
    private const int FieldsAt = 2;

    private readonly RespArguments _arguments;

    public RemoveFieldsChange(RespArguments arguments) => _arguments = arguments;

    public readonly ItemKind Kind => ItemKind.Hash;

    public int Removed { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        Removed = 0;
        for (int i = FieldsAt; i < _arguments.Count && packs.Count > 0; i++)
        {
            int ordinal = packs.Find(_arguments[i]);
            if (ordinal >= 0)
            {
                packs.RemoveAt(ordinal);
                Removed++;
            }
        }

        return Removed > 0;
    }
}
