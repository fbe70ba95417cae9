using System.Collections.Generic;

namespace Pelikan.Conformance.Differential;

/// <summary>Which CAS id of one server stands for which of the other, learnt from replies: equal ids here must be equal ids there.</summary>
internal sealed class CasBook
{
    private readonly Dictionary<ulong, ulong> _theirs = [];
    private readonly Dictionary<ulong, ulong> _ours = [];
    private readonly Dictionary<string, (Pair Latest, Pair Before)> _keys = [];

    /// <summary>Two ids that were told of the same key at the same place; false if one of them stood for another id.</summary>
    public bool Learn(string key, ulong ours, ulong theirs)
    {
        if (ours == 0 || theirs == 0)
        {
            return ours == theirs;
        }

        if (!_theirs.TryAdd(ours, theirs) && _theirs[ours] != theirs)
        {
            return false;
        }

        if (!_ours.TryAdd(theirs, ours) && _ours[theirs] != ours)
        {
            return false;
        }

        Pair pair = new(ours, theirs);
        (Pair latest, Pair before) = _keys.GetValueOrDefault(key, (Pair.Unknown, Pair.Unknown));
        _keys[key] = (pair, pair == latest ? before : latest);
        return true;
    }

    public ulong Find(CasUse use, bool ours)
    {
        (Pair latest, Pair before) = _keys.GetValueOrDefault(use.Key, (Pair.Unknown, Pair.Unknown));
        Pair pair = use.Stale ? before : latest;
        return ours ? pair.Ours : pair.Theirs;
    }

    private readonly record struct Pair(ulong Ours, ulong Theirs)
    {
        // The id of the item that the opening stores and removes: an id that no item has.
        public static Pair Unknown { get; } = new(1, 1);
    }
}
