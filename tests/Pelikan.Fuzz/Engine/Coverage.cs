using System;
using System.Numerics;

namespace Pelikan.Fuzz.Engine;

/// <summary>Everything any input has reached so far: for each edge, the set of magnitudes it was taken with.</summary>
internal sealed class Coverage
{
    private readonly byte[] _seen = new byte[EdgeMap.Size];

    /// <summary>Add what one run did, and tell <paramref name="taken"/> each edge it took.</summary>
    public Discovery Add(ReadOnlySpan<byte> counts, Action<int> taken)
    {
        Discovery found = Discovery.Nothing;
        int edge = 0;
        while (edge < counts.Length && counts[edge..].IndexOfAnyExcept((byte)0) is var distance && distance >= 0)
        {
            edge += distance;
            found = (Discovery)Math.Max((int)found, (int)Note(edge, counts[edge]));
            taken(edge);
            edge++;
        }

        return found;
    }

    private Discovery Note(int edge, byte count)
    {
        byte magnitude = (byte)(1 << BitOperations.Log2(count));
        byte before = _seen[edge];
        _seen[edge] |= magnitude;
        return before == 0 ? Discovery.Edge : (before & magnitude) == 0 ? Discovery.Magnitude : Discovery.Nothing;
    }
}
