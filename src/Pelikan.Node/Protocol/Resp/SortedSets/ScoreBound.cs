using System;
using System.Buffers;
using System.Globalization;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>One end of a range of scores: <c>1.5</c>, <c>-inf</c>, or <c>(1.5</c> without the score itself.</summary>
internal readonly record struct ScoreBound(double Score, bool IsExclusive)
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly SearchValues<byte> Letters = SearchValues.Create("0123456789.eE+-"u8);

    /// <summary>As Redis reads it: nothing is 0, blanks before the number are passed over, and what is too large is infinite.</summary>
    public static bool TryParse(scoped ReadOnlySpan<byte> text, out ScoreBound bound)
    {
        bool isExclusive = !text.IsEmpty && text[0] == '(';
        ReadOnlySpan<byte> number = isExclusive ? text[1..] : text;
        double score = 0;
        if (!number.IsEmpty)
        {
            number = number.TrimStart(" \t\n\v\f\r"u8);
            bool isNumber = RespNumber.TryParseDouble(number, out score) || TryParseExtreme(number, out score);
            bound = new ScoreBound(score, isExclusive);
            return isNumber;
        }

        bound = new ScoreBound(score, isExclusive);
        return true;
    }

    // Beyond what a double holds; infinities and what is no number have been dealt with, and their names are no longer allowed.
    private static bool TryParseExtreme(scoped ReadOnlySpan<byte> text, out double score)
    {
        score = 0;
        return !text.ContainsAnyExcept(Letters) && double.TryParse(text, Style, CultureInfo.InvariantCulture, out score);
    }
}
