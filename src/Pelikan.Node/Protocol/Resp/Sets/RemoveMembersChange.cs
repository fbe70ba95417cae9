using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Takes members out of a set: the words from one on.</summary>
internal ref struct RemoveMembersChange(RespArguments arguments, int first) : IPackChange
{
    private readonly RespArguments _arguments = arguments;

    public readonly ItemKind Kind => ItemKind.Set;

    public int Removed { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        Removed = 0;
        for (int index = first; index < _arguments.Count && packs.Count > 0; index++)
        {
            int ordinal = packs.Find(_arguments[index]);
            if (ordinal >= 0)
            {
                packs.RemoveAt(ordinal);
                Removed++;
            }
        }

        return Removed > 0;
    }
}
