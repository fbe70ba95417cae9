using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Replay.Report;

namespace Pelikan.Node.Replay.Sweep;

/// <summary>Which engines share a reading of the trace: as many as may run at once and fit in memory together.</summary>
internal static class PassPlan
{
    /// <summary>Heaps may take four fifths of the memory there is; tables and the rest of the machine need theirs.</summary>
    private const double HeapPart = 0.8;

    /// <summary>Deal engines out, in their order.</summary>
    /// <param name="engines">All of them.</param>
    /// <param name="parallel">How many run at once, at most.</param>
    /// <param name="memoryBytes">What the machine has.</param>
    /// <param name="repeatable">Whether there may be more than one reading.</param>
    /// <exception cref="InvalidOperationException">An engine, or all of them where one reading is all there is, do not fit in memory.</exception>
    public static IReadOnlyList<IReadOnlyList<PlannedEngine>> Of(
        IReadOnlyList<PlannedEngine> engines, int parallel, long memoryBytes, bool repeatable)
    {
        double room = memoryBytes * HeapPart;
        List<List<PlannedEngine>> passes = [];
        foreach (PlannedEngine engine in engines)
        {
            bool joins = passes.Count > 0 && passes[^1].Count < parallel
                && passes[^1].Sum(each => each.HeapBytes) + engine.HeapBytes <= room;
            if (!joins)
            {
                passes.Add([]);
            }

            if (engine.HeapBytes > room)
            {
                throw new InvalidOperationException($"{engine.Name} does not fit: this machine has {SizeText.Of(memoryBytes)} of memory, of which heaps may take {SizeText.Of(room)}");
            }

            passes[^1].Add(engine);
        }

        return repeatable || passes.Count <= 1 ? passes : throw new InvalidOperationException(
            $"standard input is read once, and heaps of {SizeText.Of(engines.Sum(each => each.HeapBytes))} in all do not fit in {SizeText.Of(room)}: give fewer sizes, or a file");
    }
}
