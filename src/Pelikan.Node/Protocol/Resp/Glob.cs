using System;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>
/// Redis' patterns: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[^a]</c>, and <c>\</c> before a letter that is meant. Only the last star is
/// ever gone back to, and a match that takes too many steps is given up as none.
/// </summary>
internal static class Glob
{
    private const int StepsMax = 16_384;

    public static bool Matches(scoped ReadOnlySpan<byte> pattern, scoped ReadOnlySpan<byte> text) => Matches(pattern, text, out _);

    /// <param name="pattern">What a text may look like.</param>
    /// <param name="text">What is compared.</param>
    /// <param name="steps">What it cost.</param>
    public static bool Matches(scoped ReadOnlySpan<byte> pattern, scoped ReadOnlySpan<byte> text, out int steps)
    {
        int at = 0;
        int letter = 0;
        int star = -1;
        int starLetter = 0;
        for (steps = 0; steps < StepsMax; steps++)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = ++at;
                starLetter = letter;
                if (at == pattern.Length)
                {
                    return true;
                }

                continue;
            }

            if (letter == text.Length)
            {
                return at == pattern.Length;
            }

            int next = at < pattern.Length ? MatchOne(pattern, at, text[letter], ref steps) : -1;
            if (next >= 0)
            {
                at = next;
                letter++;
            }
            else if (star >= 0)
            {
                at = star;
                letter = ++starLetter;
            }
            else
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Where the pattern goes on if its part at a place matches a letter; -1 if it does not.</summary>
    private static int MatchOne(scoped ReadOnlySpan<byte> pattern, int at, byte letter, ref int steps)
    {
        switch (pattern[at])
        {
            case (byte)'?':
                return at + 1;

            case (byte)'[':
                return MatchClass(pattern, at + 1, letter, ref steps);

            case (byte)'\\' when at + 1 < pattern.Length:
                return pattern[at + 1] == letter ? at + 2 : -1;

            default:
                return pattern[at] == letter ? at + 1 : -1;
        }
    }

    // A class without an end goes to the end of the pattern.
    private static int MatchClass(scoped ReadOnlySpan<byte> pattern, int at, byte letter, ref int steps)
    {
        bool negated = at < pattern.Length && pattern[at] == '^';
        at += negated ? 1 : 0;
        bool found = false;
        for (; at < pattern.Length && steps < StepsMax; steps++)
        {
            if (pattern[at] == '\\' && at + 1 < pattern.Length)
            {
                found |= pattern[at + 1] == letter;
                at += 2;
            }
            else if (pattern[at] == ']')
            {
                at++;
                break;
            }
            else if (at + 2 < pattern.Length && pattern[at + 1] == '-')
            {
                found |= letter >= Math.Min(pattern[at], pattern[at + 2]) && letter <= Math.Max(pattern[at], pattern[at + 2]);
                at += 3;
            }
            else
            {
                found |= pattern[at] == letter;
                at++;
            }
        }

        return found != negated ? at : -1;
    }
}
