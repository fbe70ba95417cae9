using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Adds members to a set: the words from one on.</summary>
internal ref struct AddMembersChange(RespArguments arguments, int first) : IPackChange
{
    private readonly RespArguments _arguments = arguments;

    public readonly ItemKind Kind => ItemKind.Set;

    public int Added { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        Added = 0;
        for (int index = first; index < _arguments.Count; index++)
        {
            Added += packs.Put(_arguments[index]) ? 1 : 0;
        }

        return Added > 0;
    }
}
