using System;
using Pelikan.Node.Protocol.Resp.Sets;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>Takes members out of a sorted set. Many at once are left out of a new one, as each alone moves those behind it.</summary>
internal ref struct ScoreRemoveUpdate : IItemUpdate
{
    private const int FirstMember = 2;

    private readonly RespArguments _arguments;
    private readonly PackEditor _packs;
    private readonly SetWork _work;
    private readonly int _valueBytesMax;

    public ScoreRemoveUpdate(RespArguments arguments, PackEditor packs, SetWork work, int valueBytesMax)
    {
        _arguments = arguments;
        _packs = packs;
        _work = work;
        _valueBytesMax = valueBytesMax;
    }

    public int Removed { get; private set; }

    public ChangeOutcome Outcome { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        Removed = 0;
        Outcome = ChangeOutcome.Done;
        if (!exists)
        {
            return UpdateAction.Leave;
        }

        if (present.Kind != ItemKind.SortedSet)
        {
            Outcome = ChangeOutcome.WrongType;
            return UpdateAction.Leave;
        }

        PackReader pack = new(ItemKind.SortedSet, present.Value);
        ReadOnlySpan<int> ordinals = FindAll(pack);
        Removed = ordinals.Length;
        if (Removed == 0 || Removed == pack.Count)
        {
            return Removed == 0 ? UpdateAction.Leave : UpdateAction.Remove;
        }

        if (Removed > SetLimits.ChangesSingly)
        {
            KeepOthers(pack, ordinals);
        }
        else
        {
            _packs.Load(ItemKind.SortedSet, present.Value);
            for (int index = ordinals.Length - 1; index >= 0; index--)
            {
                _packs.RemoveAt(ordinals[index]);
            }
        }

        ChangeOutcome outcome = ChangeOutcome.Done;
        UpdateAction action = CollectionChange.Conclude(_packs, present, exists, _valueBytesMax, ref outcome, out item);
        Outcome = outcome;
        return action;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => _packs.Write(value);

    /// <summary>Where the members are that are there: ascending, each once.</summary>
    private readonly ReadOnlySpan<int> FindAll(scoped in PackReader pack)
    {
        Span<int> ordinals = _work.Ordinals(_arguments.Count - FirstMember);
        int found = 0;
        for (int index = FirstMember; index < _arguments.Count; index++)
        {
            int ordinal = pack.Find(_arguments[index]);
            if (ordinal >= 0)
            {
                ordinals[found++] = ordinal;
            }
        }

        ordinals = ordinals[..found];
        ordinals.Sort();
        int kept = 0;
        for (int index = 0; index < found; index++)
        {
            if (kept == 0 || ordinals[kept - 1] != ordinals[index])
            {
                ordinals[kept++] = ordinals[index];
            }
        }

        return ordinals[..kept];
    }

    private readonly void KeepOthers(scoped in PackReader pack, scoped ReadOnlySpan<int> removed)
    {
        _packs.Begin(ItemKind.SortedSet);
        int passed = 0;
        int ordinal = 0;
        foreach (PackCursor member in pack)
        {
            if (passed < removed.Length && removed[passed] == ordinal)
            {
                passed++;
            }
            else
            {
                _packs.Put(member.Member, member.Score);
            }

            ordinal++;
        }
    }
}
