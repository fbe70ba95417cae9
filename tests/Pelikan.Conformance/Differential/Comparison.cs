using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Pelikan.Conformance.Differential;

/// <summary>Sends the same commands to two servers and compares what they answer, command by command.</summary>
internal sealed class Comparison(int oursPort, int theirsPort)
{
    private readonly HashSet<IntendedDifference> _met = [];

    /// <summary>Commands that were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>The intended differences that replies showed.</summary>
    public IReadOnlySet<IntendedDifference> Met => _met;

    /// <summary>Compare at least so many commands; what differs, as a report, or null.</summary>
    public string? Run(IStepSource source, string seed, int commands)
    {
        List<Exchange> history = [];
        using Session session = new(this, source.Dialect);
        Exchange? difference = session.Play([source.Dialect.Clear], history) ?? session.Play(source.Opening, history);
        while (difference is null && Compared < commands)
        {
            difference = session.Play(source.NextBatch(), history);
            Compared = history.Count;
        }

        return difference is null ? null : Report(source, seed, history, difference);
    }

    private string Report(IStepSource source, string seed, List<Exchange> history, Exchange difference)
    {
        int index = history.IndexOf(difference);
        Shrinker shrinker = new(steps => Replay(source, steps));
        IReadOnlyList<Exchange> shrunk = shrinker.Shrink([.. history.Take(index + 1).Select(exchange => exchange.Step)]);
        IEnumerable<Exchange> related = history.Take(index + 1).Where(exchange => exchange.Step.Keys.Intersect(difference.Step.Keys).Any());
        StringWriter text = new(CultureInfo.InvariantCulture);
        text.WriteLine($"{seed}, command {index}: {difference.Describe()}");
        text.WriteLine($"\nThe shortest sequence that shows it ({shrunk.Count} of {index + 1} commands; none if it does not show again):");
        Write(text, shrunk);
        text.WriteLine("\nThe last commands on the same keys:");
        Write(text, related.TakeLast(12));
        return text.ToString();
    }

    private static void Write(StringWriter text, IEnumerable<Exchange> exchanges)
    {
        foreach (Exchange exchange in exchanges)
        {
            text.WriteLine(exchange.Describe());
        }
    }

    // On new connections, on emptied servers, one command at a time, so that an id told by one can be named by the next.
    private IReadOnlyList<Exchange>? Replay(IStepSource source, IReadOnlyList<Step> steps)
    {
        List<Exchange> history = [];
        using Session session = new(this, source.Dialect);
        session.Play([source.Dialect.Clear], history);
        session.Play(source.Opening, history);
        history.Clear();
        foreach (Step[] some in steps.Any(step => step.Cas is not null) ? steps.Chunk(1) : steps.Chunk(64))
        {
            Exchange? difference = session.Play(some, history);
            if (difference is not null)
            {
                return history[..(history.IndexOf(difference) + 1)];
            }
        }

        return null;
    }

    private sealed class Session(Comparison comparison, IDialect dialect) : IDisposable
    {
        private readonly Peer _ours = new(comparison.OursPort);
        private readonly Peer _theirs = new(comparison.TheirsPort);
        private readonly CasBook _book = new();

        /// <summary>Have some commands answered by both; the first exchange that differs, or null.</summary>
        public Exchange? Play(IReadOnlyList<Step> steps, List<Exchange> history)
        {
            Task toOurs = _ours.Send(dialect.Frame(steps, _book, ours: true));
            Task toTheirs = _theirs.Send(dialect.Frame(steps, _book, ours: false));
            IReadOnlyList<byte[]> ours = Read(_ours, steps);
            IReadOnlyList<byte[]> theirs = Read(_theirs, steps);
            Exchange? first = null;
            for (int index = 0; index < steps.Count; index++)
            {
                Exchange exchange = new(steps[index], ours[index], theirs[index]);
                history.Add(exchange);
                first ??= Agree(exchange) ? null : exchange;
            }

            if (first is null)
            {
                Task.WaitAll(toOurs, toTheirs);
            }

            return first;
        }

        public void Dispose()
        {
            _ours.Dispose();
            _theirs.Dispose();
        }

        private bool Agree(Exchange exchange)
        {
            if (dialect.Agree(exchange.Step, exchange.Ours, exchange.Theirs, _book))
            {
                return true;
            }

            IntendedDifference? allowed = exchange.Step.Allowed;
            if (allowed is null || !allowed.Accepts(Wire.Text(exchange.Ours), Wire.Text(exchange.Theirs)))
            {
                return false;
            }

            comparison._met.Add(allowed);
            return true;
        }

        private IReadOnlyList<byte[]> Read(Peer peer, IReadOnlyList<Step> steps)
        {
            try
            {
                return dialect.ReadReplies(peer, steps);
            }
            catch (IOException failure)
            {
                // Replies differ from here on whatever the other server says.
                string unread = Wire.Show(peer.Unread);
                return [.. steps.Select((_, index) => Wire.Bytes($"({failure.Message} in a batch of {steps.Count}; read so far: {unread}; {index} {peer.GetHashCode()})"))];
            }
        }
    }

    private int OursPort { get; } = oursPort;

    private int TheirsPort { get; } = theirsPort;
}
