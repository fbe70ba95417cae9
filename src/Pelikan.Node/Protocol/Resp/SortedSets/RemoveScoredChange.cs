using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Node.Protocol.Resp.Sets;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>Takes members out of a sorted set: the words from one on. Many at once are left out of a new one, as each alone moves those behind it.</summary>
internal ref struct RemoveScoredChange(RespArguments arguments, int first, MemberTable members) : IPackChange
{
    private readonly RespArguments _arguments = arguments;

    public readonly ItemKind Kind => ItemKind.SortedSet;

    public int Removed { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        Removed = 0;
        if (packs.Count == 0)
        {
            return false;
        }

        if (_arguments.Count - first > SetLimits.ChangesSingly)
        {
            RemoveMany(packs);
        }
        else
        {
            RemoveEach(packs);
        }

        return Removed > 0;
    }

    private void RemoveEach(PackEditor packs)
    {
        for (int index = first; index < _arguments.Count; index++)
        {
            int ordinal = packs.Find(_arguments[index]);
            if (ordinal >= 0)
            {
                packs.RemoveAt(ordinal);
                Removed++;
            }
        }
    }

    private void RemoveMany(PackEditor packs)
    {
        members.Begin(int.MaxValue);
        for (int ordinal = 0; ordinal < packs.Count; ordinal++)
        {
            members.TryAdd(packs.Member(ordinal), packs.Score(ordinal));
        }

        for (int index = first; index < _arguments.Count; index++)
        {
            int ordinal = members.Find(_arguments[index]);
            if (ordinal >= 0)
            {
                members.Remove(ordinal);
            }
        }

        Removed = members.Count - members.Living;
        if (Removed > 0)
        {
            members.PutInOrder(packs, int.MaxValue);
        }
    }
}
