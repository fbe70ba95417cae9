using System.Diagnostics.CodeAnalysis;

namespace Pelikan.Fuzz.Targets;

/// <summary>States what must hold whatever the input is.</summary>
internal static class Invariant
{
    public static void Holds([DoesNotReturnIf(false)] bool condition, string promise)
    {
        if (!condition)
        {
            throw new InvariantException(promise);
        }
    }
}
