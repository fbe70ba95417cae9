using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Bench;

/// <summary>One line, rewritten once a second, for a person who waits. Nothing is written where no terminal listens.</summary>
internal sealed class ProgressLine
{
    private const string ClearLine = "\r\u001b[K";

    private readonly TextWriter? _terminal;
    private string _part = "";
    private double _lastSeconds;
    private long _lastReplies;

    /// <param name="terminal">Where to write, or null to write nothing.</param>
    public ProgressLine(TextWriter? terminal)
    {
        _terminal = terminal;
    }

    public void Show(string part, double seconds, IEnumerable<LoadTallies> tallies)
    {
        if (_terminal is null)
        {
            return;
        }

        long replies = 0;
        long faults = 0;
        VerbLatency latency = new("all");
        foreach (LoadTallies each in tallies)
        {
            replies += each.Total(BenchCounter.Replies);
            faults += each.Total(BenchCounter.Errors) + each.Total(BenchCounter.Mismatches);
            AddLatency(latency, each.Measured);
        }

        if (part != _part)
        {
            (_part, _lastSeconds, _lastReplies) = (part, 0, part == "prefill" ? 0 : _lastReplies);
        }

        double rate = Math.Max(0, replies - _lastReplies) / Math.Max(seconds - _lastSeconds, 1e-3);
        (_lastSeconds, _lastReplies) = (seconds, replies);
        string p99 = latency.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"  p99 {latency.At(99) / 1e6:0.000} ms") : "";
        _terminal.Write(string.Create(CultureInfo.InvariantCulture, $"{ClearLine}{part} {seconds:0} s  {rate:#,0} requests/s{p99}  errors {faults}"));
    }

    public void Clear()
    {
        _terminal?.Write(ClearLine);
        (_part, _lastSeconds, _lastReplies) = ("", 0, 0);
    }

    private static void AddLatency(VerbLatency latency, ReplyTally tally)
    {
        foreach (BenchVerb verb in Enum.GetValues<BenchVerb>())
        {
            if (tally.LatencyOf(verb) is LatencyHistogram histogram)
            {
                latency.Add(histogram, tally.LatencyMaxOf(verb));
            }
        }
    }
}
