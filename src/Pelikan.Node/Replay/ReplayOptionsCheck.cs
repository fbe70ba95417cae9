using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Config.Values;
using Pelikan.Node.Replay.Engines;
using Pelikan.Node.Replay.Shapes;
using Pelikan.Node.Replay.Traces;

namespace Pelikan.Node.Replay;

/// <summary>What one option allows and another forbids.</summary>
internal static class ReplayOptionsCheck
{
    /// <summary>A sentence for each thing that cannot be; none if the sweep can be made.</summary>
    public static IEnumerable<string> Problems(ReplayOptions options) =>
        SourceProblems(options).Concat(SizeProblems(options)).Concat(OutputProblems(options));

    private static IEnumerable<string> SourceProblems(ReplayOptions options)
    {
        if (options.Trace is null == options.Shape is null)
        {
            yield return options.Trace is null
                ? "no trace: name a file, - for standard input, or a --shape to generate"
                : "a trace and a --shape: give one or the other";
        }

        if (options.Shape is not null && ShapeProblem(options) is { } problem)
        {
            yield return problem;
        }

        if (options.Shape is null && (options.Population != 0 || options.Duration != TimeSpan.Zero))
        {
            yield return "--population and --duration are of a generated workload: give a --shape";
        }

        if (options.Population != 0 && options.Warmup.NeedsLength)
        {
            yield return "--warmup with --population takes a number of requests: they come behind the keys stored beforehand";
        }

        if (options.Trace == "-" && options.DerivesSizes)
        {
            yield return "standard input is read once, so its footprint cannot be measured first: give --sizes, or --from and --to";
        }

        if (options.Trace == "-" && options.Warmup.NeedsLength && options.Limit == 0)
        {
            yield return "--warmup as a part needs a length, which standard input does not have: give a number of requests, or --limit";
        }

        if (options.KeyBytes is < KeyBytes.LengthMin or > TraceLimits.KeyBytesMax)
        {
            yield return $"--key-size must be from {KeyBytes.LengthMin} to {TraceLimits.KeyBytesMax}, not {options.KeyBytes}";
        }

        if (options.FillTtl != TimeSpan.Zero && options.FillsOnMiss == false)
        {
            yield return "--fill-ttl says how long what a miss writes lives, and --fill-on-miss false that it writes nothing";
        }
    }

    /// <summary>Whether there is such a shape, and as many keys of it as are asked for.</summary>
    private static string? ShapeProblem(ReplayOptions options)
    {
        try
        {
            ClusterTable.Find(options.Shape!);
        }
        catch (ArgumentException unknown)
        {
            return unknown.Message.Split(" (Parameter", 2)[0];
        }

        return options.ShapeOptions.Requests > uint.MaxValue - options.Population
            ? $"--limit and --population ask for more than the {uint.MaxValue} keys that a shape has"
            : null;
    }

    private static IEnumerable<string> SizeProblems(ReplayOptions options)
    {
        bool ladder = options.From != 0 || options.To != 0;
        if (ladder && options.Sizes.Count > 0)
        {
            yield return "--sizes lists every size, and --from and --to make a ladder: give one or the other";
        }

        if (ladder && (options.From == 0 || options.To == 0 || options.From > options.To))
        {
            yield return "--from and --to go together, the smaller one first";
        }

        long[] ends = [.. options.Sizes.Concat([options.From, options.To]).Where(bytes => bytes != 0)];
        foreach (long bytes in ends.Distinct())
        {
            int segment = options.Engine.SegmentBytesOf(bytes);
            string? problem = bytes < 2L * segment
                ? $"a heap of {SizeType.Text(bytes)} holds fewer than 2 segments of {SizeType.Text(segment)}: give a larger one, or a smaller --segment-size"
                : options.Engine.Of(options.Engine.HeapOf(bytes)).Validate(segment);
            if (problem is not null)
            {
                yield return problem;
                yield break;
            }
        }

        // Without a size of the user's own, a heap of many segments stands for all.
        if (ends.Length == 0 && options.Engine.Of(long.MaxValue).Validate(1) is { } engine)
        {
            yield return engine;
        }
    }

    private static IEnumerable<string> OutputProblems(ReplayOptions options)
    {
        if (options.CsvPath == "-" && options.JsonPath == "-")
        {
            yield return "--csv - and --json - both want standard output";
        }

        if (options.Targets.Any(target => target is <= 0 or >= 1))
        {
            yield return "--target takes miss ratios between 0 and 1, such as 0.05,0.01";
        }
    }
}
