using System;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Node.Protocol.Resp.Sets;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>
/// Gives members of a sorted set their scores: pairs of words from one on, whose scores have been found to be numbers. Many at once are put in
/// order first, as each alone moves those behind it.
/// </summary>
internal ref struct GiveScoresChange(RespArguments arguments, int first, ScoreOptions options, MemberTable members) : IPackChange
{
    private readonly RespArguments _arguments = arguments;

    public readonly ItemKind Kind => ItemKind.SortedSet;

    public int Added { get; private set; }

    public int Changed { get; private set; }

    /// <summary>What became of the last member.</summary>
    public ScoreChange Last { get; private set; }

    /// <summary>The score of the last member.</summary>
    public double Score { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        Added = 0;
        Changed = 0;
        Last = ScoreChange.Refused;
        if ((_arguments.Count - first) / 2 > SetLimits.ChangesSingly)
        {
            GiveMany(packs);
        }
        else
        {
            GiveEach(packs);
        }

        return Added + Changed > 0;
    }

    private void GiveEach(PackEditor packs)
    {
        for (int index = first; index + 1 < _arguments.Count; index += 2)
        {
            ReadOnlySpan<byte> member = _arguments[index + 1];
            int ordinal = packs.Find(member);
            if (IsToPut(_arguments[index], ordinal >= 0, ordinal >= 0 ? packs.Score(ordinal) : 0))
            {
                packs.Put(member, Score);
            }
        }
    }

    private void GiveMany(PackEditor packs)
    {
        members.Begin(int.MaxValue);
        for (int ordinal = 0; ordinal < packs.Count; ordinal++)
        {
            members.TryAdd(packs.Member(ordinal), packs.Score(ordinal));
        }

        for (int index = first; index + 1 < _arguments.Count; index += 2)
        {
            ReadOnlySpan<byte> member = _arguments[index + 1];
            int ordinal = members.Find(member);
            if (!IsToPut(_arguments[index], ordinal >= 0, ordinal >= 0 ? members.Score(ordinal) : 0))
            {
                continue;
            }

            if (ordinal >= 0)
            {
                members.SetScore(ordinal, Score);
            }
            else
            {
                members.TryAdd(member, Score);
            }
        }

        if (Added + Changed > 0)
        {
            members.PutInOrder(packs, int.MaxValue);
        }
    }

    /// <summary>Whether a member is to be given <see cref="Score"/>; counts what happens.</summary>
    private bool IsToPut(scoped ReadOnlySpan<byte> word, bool isKnown, double present)
    {
        bool isNumber = RespNumber.TryParseDouble(word, out double score);
        Last = isNumber ? options.Decide(isKnown, present, ref score) : ScoreChange.NotNumber;
        Added += Last == ScoreChange.Added ? 1 : 0;
        Changed += Last == ScoreChange.Changed ? 1 : 0;

        // There is one zero: minus zero becomes the other.
        Score = score + 0.0;
        return Last is ScoreChange.Added or ScoreChange.Changed;
    }
}
