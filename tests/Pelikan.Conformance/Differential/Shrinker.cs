using System;
using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Conformance.Differential;

/// <summary>Makes a sequence of commands that shows a difference shorter, as long as it shows one.</summary>
/// <param name="replay">Plays a sequence anew; all exchanges up to the one that differs, or null.</param>
internal sealed class Shrinker(Func<IReadOnlyList<Step>, IReadOnlyList<Exchange>?> replay)
{
    private const int ReplaysMax = 300;

    private int _replays;

    /// <summary>The shortest sequence that was found; empty if the whole one does not show a difference again.</summary>
    public IReadOnlyList<Exchange> Shrink(IReadOnlyList<Step> steps)
    {
        Step last = steps[^1];
        IReadOnlyList<Exchange>? best = Try([.. steps.Where(step => step.Keys.Intersect(last.Keys).Any())]) ?? Try(steps);
        if (best is null)
        {
            return [];
        }

        for (int piece = best.Count / 2; piece >= 1;)
        {
            IReadOnlyList<Exchange>? shorter = WithoutAPiece(best, piece);
            best = shorter ?? best;
            piece = shorter is null ? piece / 2 : Math.Min(piece, best.Count / 2);
        }

        return best;
    }

    private IReadOnlyList<Exchange>? WithoutAPiece(IReadOnlyList<Exchange> exchanges, int piece)
    {
        for (int start = 0; start < exchanges.Count; start += piece)
        {
            IReadOnlyList<Exchange>? shorter = Try([.. exchanges.Take(start).Concat(exchanges.Skip(start + piece)).Select(exchange => exchange.Step)]);
            if (shorter is not null)
            {
                return shorter;
            }
        }

        return null;
    }

    private IReadOnlyList<Exchange>? Try(IReadOnlyList<Step> steps) => _replays++ < ReplaysMax && steps.Count > 0 ? replay(steps) : null;
}
