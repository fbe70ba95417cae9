using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Pelikan.Node.Replay.Shapes;

/// <summary>The published clusters by name.</summary>
internal static class ClusterTable
{
    private const string Prefix = "cluster";

    private static readonly Lazy<IReadOnlyList<(string Name, ClusterFigures? Figures)>> Rows = new(Read);

    /// <summary>Every cluster that has figures, in the order of their numbers.</summary>
    public static IEnumerable<ClusterFigures> All => Rows.Value.Select(row => row.Figures).OfType<ClusterFigures>();

    /// <summary>The cluster called <c>cluster52</c>, or <c>52</c> for short.</summary>
    /// <exception cref="ArgumentException">There is none, or nothing was published about it; the message lists the names.</exception>
    public static ClusterFigures Find(string name)
    {
        string wanted = name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? name[Prefix.Length..] : name;
        foreach ((string known, ClusterFigures? figures) in Rows.Value)
        {
            if (known.AsSpan(Prefix.Length).SequenceEqual(wanted))
            {
                return figures ?? throw new ArgumentException($"no sizes or rates of '{known}' were published, so it has no shape; those that have are {Names()}", nameof(name));
            }
        }

        throw new ArgumentException($"there is no shape '{name}'; there are {Names()}", nameof(name));
    }

    private static string Names() => string.Join(", ", All.Select(figures => figures.Name));

    private static List<(string, ClusterFigures?)> Read()
    {
        using Stream table = typeof(ClusterTable).Assembly.GetManifestResourceStream("clusters.csv")
            ?? throw new InvalidDataException("clusters.csv is not in this assembly");
        using StreamReader reader = new(table);
        List<(string, ClusterFigures?)> rows = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(Prefix, StringComparison.Ordinal))
            {
                rows.Add((line[..line.IndexOf(',', StringComparison.Ordinal)], ClusterFigures.Parse(line)));
            }
        }

        return rows;
    }
}
