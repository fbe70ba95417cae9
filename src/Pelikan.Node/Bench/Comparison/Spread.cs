using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Node.Bench.Comparison;

/// <summary>Several measurements of one thing: the middle one, and the ends.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    /// <summary>Null where there is nothing to sum up.</summary>
    public static Spread? Of(IEnumerable<double> values)
    {
        List<double> sorted = [.. values.Order()];
        if (sorted.Count == 0)
        {
            return null;
        }

        int middle = sorted.Count / 2;
        double median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }

    /// <summary>As in <c>6.21 [6.10–6.40]</c>.</summary>
    public string Text(string format) => Min == Max
        ? Median.ToString(format, CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Median.ToString(format, CultureInfo.InvariantCulture)} [{Min.ToString(format, CultureInfo.InvariantCulture)}–{Max.ToString(format, CultureInfo.InvariantCulture)}]");
}
