using System;
using System.Diagnostics.CodeAnalysis;

namespace Pelikan.Storage;

/// <summary>What must hold at a hand-over, checked in every build. A broken one is a bug; going on would corrupt data.</summary>
internal static class Invariant
{
    public static void Require([DoesNotReturnIf(false)] bool holds, string rule)
    {
        if (!holds)
        {
            Throw(rule);
        }
    }

    [DoesNotReturn]
    private static void Throw(string rule) => throw new InvalidOperationException($"broken invariant: {rule}");
}
