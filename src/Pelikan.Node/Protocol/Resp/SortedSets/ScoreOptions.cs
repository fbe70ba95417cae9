using System;
using System.Text;
using Pelikan.Node.Protocol.Resp.Sets;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>The options of ZADD.</summary>
internal struct ScoreOptions
{
    /// <summary>NX: only new members.</summary>
    public bool IsForNew { get; private set; }

    /// <summary>XX: only members that are there.</summary>
    public bool IsForPresent { get; private set; }

    /// <summary>GT: only to higher scores.</summary>
    public bool IsUpwards { get; private set; }

    /// <summary>LT: only to lower scores.</summary>
    public bool IsDownwards { get; private set; }

    /// <summary>CH: members that were changed count, too.</summary>
    public bool CountsChanged { get; private set; }

    /// <summary>INCR: the score is added to the member's.</summary>
    public bool IsIncrement { get; private set; }

    /// <summary>Read the options up to the first word that is none.</summary>
    /// <returns>Where that is.</returns>
    public static int Parse(scoped in RespArguments arguments, int first, bool isIncrement, out ScoreOptions options)
    {
        options = new ScoreOptions { IsIncrement = isIncrement };
        int index = first;
        while (index < arguments.Count && options.Take(arguments[index]))
        {
            index++;
        }

        return index;
    }

    /// <summary>Whether the options agree with one another and with the number of members.</summary>
    /// <returns>False where they do not; the client has been told.</returns>
    public readonly bool Agree(int pairs, RespWriter reply)
    {
        if (IsForNew && IsForPresent)
        {
            reply.Error(SetErrors.XxWithNx);
            return false;
        }

        if ((IsUpwards && IsForNew) || (IsDownwards && IsForNew) || (IsUpwards && IsDownwards))
        {
            reply.Error(SetErrors.GtWithNx);
            return false;
        }

        if (IsIncrement && pairs > 1)
        {
            reply.Error(SetErrors.IncrementsMany);
            return false;
        }

        return true;
    }

    /// <summary>What is to be done about a member.</summary>
    /// <param name="isKnown">Whether it is there.</param>
    /// <param name="present">The score that it has.</param>
    /// <param name="score">The score that the client gives; then the one that the member is to have.</param>
    public readonly ScoreChange Decide(bool isKnown, double present, ref double score)
    {
        if (!isKnown)
        {
            return IsForPresent ? ScoreChange.Refused : ScoreChange.Added;
        }

        if (IsForNew)
        {
            return ScoreChange.Refused;
        }

        if (IsIncrement)
        {
            score += present;
        }

        if (double.IsNaN(score))
        {
            return ScoreChange.NotNumber;
        }

        if ((IsUpwards && score <= present) || (IsDownwards && score >= present))
        {
            return ScoreChange.Refused;
        }

        return score < present || score > present ? ScoreChange.Changed : ScoreChange.Kept;
    }

    private bool Take(scoped ReadOnlySpan<byte> word)
    {
        if (Ascii.EqualsIgnoreCase(word, "nx"u8))
        {
            IsForNew = true;
        }
        else if (Ascii.EqualsIgnoreCase(word, "xx"u8))
        {
            IsForPresent = true;
        }
        else if (Ascii.EqualsIgnoreCase(word, "gt"u8))
        {
            IsUpwards = true;
        }
        else if (Ascii.EqualsIgnoreCase(word, "lt"u8))
        {
            IsDownwards = true;
        }
        else if (Ascii.EqualsIgnoreCase(word, "ch"u8))
        {
            CountsChanged = true;
        }
        else if (Ascii.EqualsIgnoreCase(word, "incr"u8))
        {
            IsIncrement = true;
        }
        else
        {
            return false;
        }

        return true;
    }
}
