using System;
using System.Globalization;

namespace Pelikan.Node.Bench;

/// <summary>How often each key is asked for, as written on the command line: <c>uniform</c>, <c>zipf:0.99</c> or <c>sequential</c>.</summary>
internal sealed record KeyPopularity(KeyPopularityKind Kind, double Exponent)
{
    /// <summary>Above this skew practically every draw is the first key, and the arithmetic loses its meaning.</summary>
    public const double ExponentMax = 10;

    public static readonly KeyPopularity Uniform = new(KeyPopularityKind.Uniform, 0);

    public string Text => Kind switch
    {
        KeyPopularityKind.Zipf => string.Create(CultureInfo.InvariantCulture, $"zipf:{Exponent}"),
        KeyPopularityKind.Sequential => "sequential",
        _ => "uniform",
    };

    public override string ToString() => Text;

    /// <summary>Read the text; false with a sentence that says what is wrong with it.</summary>
    public static bool TryParse(string text, out KeyPopularity popularity, out string error)
    {
        popularity = Uniform;
        error = "";
        switch (text)
        {
            case "uniform":
                return true;
            case "sequential":
                popularity = new KeyPopularity(KeyPopularityKind.Sequential, 0);
                return true;
        }

        const string ZipfPrefix = "zipf:";
        if (text.StartsWith(ZipfPrefix, StringComparison.Ordinal)
            && double.TryParse(text.AsSpan(ZipfPrefix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double exponent)
            && exponent is > 0 and <= ExponentMax)
        {
            popularity = new KeyPopularity(KeyPopularityKind.Zipf, exponent);
            return true;
        }

        error = $"'{text}' is none of uniform, sequential, and zipf:EXPONENT with an exponent above 0 and up to {ExponentMax}";
        return false;
    }
}
