using System;
using Pelikan.Node.Protocol.Resp.Sets;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>Gives members of a sorted set their scores. Many at once are put in order first, as each alone moves those behind it.</summary>
internal ref struct ScoreAddUpdate : IItemUpdate
{
    private readonly RespArguments _arguments;
    private readonly int _first;
    private readonly ScoreOptions _options;
    private readonly PackEditor _packs;
    private readonly MemberTable _members;
    private readonly int _valueBytesMax;
    private ChangeOutcome _outcome;

    /// <param name="arguments">Among them the pairs, whose scores have been found to be numbers.</param>
    /// <param name="first">Where the pairs begin; they go on to the end.</param>
    /// <param name="options">Which members are given a score.</param>
    /// <param name="packs">Where the sorted set is taken apart.</param>
    /// <param name="members">Where many members are put in order.</param>
    /// <param name="valueBytesMax">The most bytes that the sorted set may have.</param>
    public ScoreAddUpdate(
        RespArguments arguments, int first, ScoreOptions options, PackEditor packs, MemberTable members, int valueBytesMax)
    {
        _arguments = arguments;
        _first = first;
        _options = options;
        _packs = packs;
        _members = members;
        _valueBytesMax = valueBytesMax;
    }

    public int Added { get; private set; }

    public int Changed { get; private set; }

    /// <summary>Whether the last member has its score, new or not.</summary>
    public bool IsGiven { get; private set; }

    /// <summary>The score of the last member.</summary>
    public double Score { get; private set; }

    public readonly ChangeOutcome Outcome => _outcome;

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        Added = 0;
        Changed = 0;
        IsGiven = false;
        _outcome = ChangeOutcome.Done;
        if (exists && present.Kind != ItemKind.SortedSet)
        {
            _outcome = ChangeOutcome.WrongType;
            return UpdateAction.Leave;
        }

        if (!exists && _options.IsForPresent)
        {
            return UpdateAction.Leave;
        }

        bool isMany = (_arguments.Count - _first) / 2 > SetLimits.ChangesSingly;
        if (isMany)
        {
            GiveMany(present, exists);
        }
        else
        {
            CollectionChange.TryLoad(_packs, present, exists, ItemKind.SortedSet);
            GiveEach();
        }

        if (_outcome != ChangeOutcome.Done || Added + Changed == 0)
        {
            return UpdateAction.Leave;
        }

        if (isMany)
        {
            PutInOrder(_members, _packs, _valueBytesMax);
        }

        return CollectionChange.Conclude(_packs, present, exists, _valueBytesMax, ref _outcome, out item);
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => _packs.Write(value);

    /// <summary>Put the members of a table into the editor, up to what is too large anyway. There is one zero: minus zero becomes the other.</summary>
    public static void PutInOrder(MemberTable members, PackEditor packs, int valueBytesMax)
    {
        packs.Begin(ItemKind.SortedSet);
        foreach (int ordinal in members.InOrderOfScores())
        {
            packs.Put(members.Member(ordinal), members.Score(ordinal) + 0.0);
            if (packs.Length > valueBytesMax)
            {
                return;
            }
        }
    }

    private void GiveEach()
    {
        for (int index = _first; index + 1 < _arguments.Count && _outcome == ChangeOutcome.Done; index += 2)
        {
            ReadOnlySpan<byte> member = _arguments[index + 1];
            int ordinal = _packs.Find(member);
            if (IsToPut(index, ordinal >= 0, ordinal >= 0 ? _packs.Score(ordinal) : 0))
            {
                _packs.Put(member, Score + 0.0);
            }
        }
    }

    private void GiveMany(scoped in ItemView present, bool exists)
    {
        _members.Begin(SetLimits.ResultBytesMax);
        bool fits = true;
        foreach (PackCursor member in exists ? new PackReader(ItemKind.SortedSet, present.Value) : default)
        {
            fits &= _members.TryAdd(member.Member, member.Score);
        }

        for (int index = _first; index + 1 < _arguments.Count && fits && _outcome == ChangeOutcome.Done; index += 2)
        {
            ReadOnlySpan<byte> member = _arguments[index + 1];
            int ordinal = _members.Find(member);
            if (!IsToPut(index, ordinal >= 0, ordinal >= 0 ? _members.Score(ordinal) : 0))
            {
                continue;
            }

            if (ordinal >= 0)
            {
                _members.SetScore(ordinal, Score);
            }
            else
            {
                fits = _members.TryAdd(member, Score);
            }
        }

        if (!fits)
        {
            _outcome = ChangeOutcome.TooLarge;
        }
    }

    /// <summary>Whether a member is to be given <see cref="Score"/>; counts what happens.</summary>
    private bool IsToPut(int index, bool isKnown, double present)
    {
        if (!RespNumber.TryParseDouble(_arguments[index], out double score))
        {
            _outcome = ChangeOutcome.NotNumber;
            return false;
        }

        ScoreChange change = _options.Decide(isKnown, present, ref score);
        Score = score;
        IsGiven = change is not (ScoreChange.Refused or ScoreChange.NotNumber);
        Added += change == ScoreChange.Added ? 1 : 0;
        Changed += change == ScoreChange.Changed ? 1 : 0;
        if (change == ScoreChange.NotNumber)
        {
            _outcome = ChangeOutcome.NotNumber;
        }

        return change is ScoreChange.Added or ScoreChange.Changed;
    }
}
