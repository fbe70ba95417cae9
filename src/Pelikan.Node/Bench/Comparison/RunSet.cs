using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Node.Bench.Comparison;

/// <summary>All runs of a comparison.</summary>
internal sealed class RunSet
{
    private readonly List<RunRecord> _runs;

    public RunSet(IEnumerable<RunRecord> runs)
    {
        _runs = [.. runs];
    }

    public int Repetitions => _runs.Select(run => run.Repetition).Distinct().Count();

    /// <summary>Runs in which something went wrong, as <c>row/server</c>.</summary>
    public IEnumerable<string> Unclean => _runs.Where(run => !run.IsClean).Select(run => $"{run.Row}/{run.Server}").Distinct();

    /// <summary>The servers that ran a row: ours first, then the peers in the order of their first run.</summary>
    public IEnumerable<string> ServersOf(string row) => _runs
        .Where(run => run.Row == row)
        .Select(run => run.Server)
        .Distinct()
        .OrderBy(server => server is Bar.SegcacheName or Bar.PingserverName ? 0 : 1);

    public Spread? Of(string row, string server, Figure figure) => Spread.Of(ValuesOf(row, server, figure).Values);

    /// <summary>
    /// Ours divided by the peer's, repetition by repetition, so that what drifts from one to the next falls out.
    /// Null where either did not run or the peer's figure is 0.
    /// </summary>
    public Spread? Ratio(Figure figure, RunKey ours, RunKey peer)
    {
        Dictionary<int, double> peers = ValuesOf(peer.Row, peer.Server, figure);
        return Spread.Of(ValuesOf(ours.Row, ours.Server, figure)
            .Where(own => peers.TryGetValue(own.Key, out double value) && value != 0)
            .Select(own => own.Value / peers[own.Key]));
    }

    private Dictionary<int, double> ValuesOf(string row, string server, Figure figure)
    {
        Dictionary<int, double> values = [];
        foreach (RunRecord run in _runs.Where(run => run.Row == row && run.Server == server))
        {
            if (run.Figures.TryGetValue(figure, out double value))
            {
                values[run.Repetition] = value;
            }
        }

        return values;
    }
}
