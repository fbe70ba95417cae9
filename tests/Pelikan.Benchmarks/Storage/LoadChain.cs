using System;

namespace Pelikan.Benchmarks.Storage;

/// <summary>
/// A random cycle through memory, each step of which needs the one before: what one cache miss costs on this machine, at this
/// moment. A look-up is two of them, one behind the other: bucket, then item.
/// </summary>
internal sealed class LoadChain
{
    private const int WordsPerLine = 8;

    private readonly long[] _lines;
    private long _at;

    public LoadChain(int lines)
    {
        // Sattolo's shuffle: one cycle through all lines.
        int[] order = new int[lines];
        Random random = new(3);
        for (int i = 0; i < lines; i++)
        {
            order[i] = i;
        }

        for (int i = lines - 1; i > 0; i--)
        {
            int other = random.Next(i);
            (order[i], order[other]) = (order[other], order[i]);
        }

        _lines = new long[(long)lines * WordsPerLine];
        for (int i = 0; i < lines; i++)
        {
            _lines[(long)i * WordsPerLine] = (long)order[i] * WordsPerLine;
        }
    }

    public long Follow(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            _at = _lines[_at];
        }

        return 0;
    }
}
