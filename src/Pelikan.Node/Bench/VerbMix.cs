using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Node.Bench;

/// <summary>Which verbs a run sends and how often, as written on the command line: <c>get=90,set=10</c>.</summary>
internal sealed class VerbMix
{
    /// <summary>One more than the greatest <see cref="BenchVerb"/>: the length of a table with a place for each.</summary>
    public const int VerbCount = (int)BenchVerb.Ping + 1;

    private readonly BenchVerb[] _verbs;
    private readonly ulong[] _weights;
    private readonly ulong _total;

    private VerbMix(BenchVerb[] verbs, ulong[] weights, string text)
    {
        _verbs = verbs;
        _weights = weights;
        _total = weights.Aggregate(0UL, (sum, weight) => sum + weight);
        Text = text;
    }

    /// <summary>The ping protocol has one verb.</summary>
    public static VerbMix PingOnly { get; } = new([BenchVerb.Ping], [1], "ping=1");

    public string Text { get; }

    /// <summary>The verbs that occur.</summary>
    public ReadOnlySpan<BenchVerb> Verbs => _verbs;

    /// <summary>Counters are needed, and so must be prefilled.</summary>
    public bool CountsNumbers => _verbs.Contains(BenchVerb.Incr) || _verbs.Contains(BenchVerb.Decr);

    /// <summary>Draw one verb.</summary>
    public BenchVerb Next(ref BenchRandom random)
    {
        if (_verbs.Length == 1)
        {
            return _verbs[0];
        }

        ulong at = random.Below(_total);
        int i = 0;
        while (at >= _weights[i])
        {
            at -= _weights[i];
            i++;
        }

        return _verbs[i];
    }

    public override string ToString() => Text;

    /// <summary>Read the text; false with a sentence that says what is wrong with it.</summary>
    public static bool TryParse(string text, out VerbMix? mix, out string error)
    {
        mix = null;
        List<BenchVerb> verbs = [];
        List<ulong> weights = [];
        foreach (string part in text.Split(','))
        {
            string[] sides = part.Trim().Split('=');
            if (sides.Length != 2 || !uint.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out uint weight))
            {
                error = $"'{part}' is not a verb with a weight, such as get=90";
                return false;
            }

            if (!TryParseVerb(sides[0], out BenchVerb verb))
            {
                error = $"'{sides[0]}' is not a verb this generator sends; it sends {string.Join(", ", Names())}";
                return false;
            }

            if (verbs.Contains(verb))
            {
                error = $"'{sides[0]}' is named twice";
                return false;
            }

            if (weight > 0)
            {
                verbs.Add(verb);
                weights.Add(weight);
            }
        }

        error = verbs.Count == 0 ? $"'{text}' has no verb with a weight above 0" : "";
        mix = verbs.Count == 0 ? null : new VerbMix([.. verbs], [.. weights], text);
        return mix is not null;
    }

    /// <summary>The verb's name on the command line and in reports.</summary>
    public static string NameOf(BenchVerb verb) => verb.ToString().ToLowerInvariant();

    private static IEnumerable<string> Names() => Enum.GetValues<BenchVerb>().Where(v => v != BenchVerb.Ping).Select(NameOf);

    private static bool TryParseVerb(string name, out BenchVerb verb)
    {
        verb = default;
        foreach (BenchVerb candidate in Enum.GetValues<BenchVerb>())
        {
            if (candidate != BenchVerb.Ping && NameOf(candidate) == name)
            {
                verb = candidate;
                return true;
            }
        }

        return false;
    }
}
