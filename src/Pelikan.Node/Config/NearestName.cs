using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Node.Config;

/// <summary>
/// Finds what a mistyped name was meant to be: the fewest letters inserted, dropped, replaced, or swapped with their
/// neighbour (optimal string alignment distance).
/// </summary>
internal static class NearestName
{
    /// <summary>Slips allowed in a short name; a long one may have one for each three letters.</summary>
    private const int SlipsMin = 2;

    /// <summary>A longer name is no slip of any of ours, and the distance costs the product of both lengths.</summary>
    private const int LengthMax = 64;

    /// <summary>The nearest candidate, or null where none is near.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        if (name.Length > LengthMax)
        {
            return null;
        }

        string lower = name.ToLowerInvariant();
        string? best = null;
        int distance = int.Max(SlipsMin, name.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int slips = Distance(lower, candidate.ToLowerInvariant());
            if (slips < distance && slips < name.Length)
            {
                best = candidate;
                distance = slips;
            }
        }

        return best;
    }

    /// <summary>The end of a message: <c>; did you mean …</c>, or nothing.</summary>
    public static string Suggest(string? nearest) => nearest is null ? "" : $"; did you mean '{nearest}'?";

    public static int Distance(string a, string b)
    {
        int[] twoBack = new int[b.Length + 1];
        int[] oneBack = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] row = new int[b.Length + 1];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = oneBack[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = int.Min(replaced, int.Min(oneBack[j], row[j - 1]) + 1);
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                row[j] = swapped ? int.Min(row[j], twoBack[j - 2] + 1) : row[j];
            }

            (twoBack, oneBack) = (oneBack, row);
        }

        return oneBack[b.Length];
    }
}
