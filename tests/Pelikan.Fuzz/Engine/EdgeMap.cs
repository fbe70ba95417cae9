using System;

namespace Pelikan.Fuzz.Engine;

/// <summary>
/// What an instrumented assembly writes while it runs: how often control went from one block to another. One thread
/// per loaded copy of this assembly, so nothing here is synchronised.
/// </summary>
public static class EdgeMap
{
    /// <summary>Edges are told apart by a hash of this many values: large beside the few thousand blocks of a target.</summary>
    public const int Size = 1 << 16;

    /// <summary>Blocks one input may pass through. A loop that never ends passes it within a second.</summary>
    public const int StepsMax = 5_000_000;

#pragma warning disable CA2211 // The instrumented code and the engine share these words; a property would cost a call a block.
    public static readonly byte[] Counts = new byte[Size];
#pragma warning restore CA2211

    private static int _previous;
    private static int _steps;

    /// <summary>Called at the head of each block of instrumented code, with a number of its own.</summary>
    public static void Hit(int block)
    {
        Counts[(block ^ _previous) & (Size - 1)]++;
        _previous = block >> 1;
        if (++_steps > StepsMax)
        {
            throw new InvalidOperationException($"no end after {StepsMax} blocks of code");
        }
    }

    public static void Clear()
    {
        Array.Clear(Counts);
        _previous = 0;
        _steps = 0;
    }
}
