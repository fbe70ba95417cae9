using System;

namespace Pelikan.Node.Replay.Traces;

/// <summary>A trace with a line for each request. Empty lines, and a first line with the fields' names, are passed over.</summary>
internal sealed class CsvTrace : ITraceSource
{
    private readonly string _name;
    private readonly TraceBytes _bytes;
    private readonly bool _skipsBad;
    private readonly TraceTally _tally;
    private TraceClock _clock;
    private long _line;

    /// <param name="name">What messages call it.</param>
    /// <param name="bytes">Owned from now on.</param>
    /// <param name="skipsBad">Whether a bad line is counted instead of ending the trace.</param>
    /// <param name="tally">Counts what is not as it should be.</param>
    public CsvTrace(string name, TraceBytes bytes, bool skipsBad, TraceTally tally)
    {
        _name = name;
        _bytes = bytes;
        _skipsBad = skipsBad;
        _tally = tally;
    }

    public double Progress => _bytes.Progress;

    /// <inheritdoc/>
    /// <exception cref="TraceException">A line is bad, and bad ones are not to be passed over.</exception>
    public bool TryNext(out TraceRequest request)
    {
        while (TryReadLine(out ReadOnlySpan<byte> line, out string? problem))
        {
            if (problem is null && (line.IsEmpty || IsHeading(line)))
            {
                continue;
            }

            TraceRequest read = default;
            problem ??= CsvLine.TryParse(line, out read);
            if (problem is null)
            {
                request = read with { TimeMilliseconds = _clock.Next(read.TimeMilliseconds, _tally) };
                return true;
            }

            Refuse(problem);
        }

        request = default;
        return false;
    }

    public void Dispose() => _bytes.Dispose();

    private bool IsHeading(ReadOnlySpan<byte> line) => _line == 1 && (line.StartsWith("time"u8) || line[0] == '#');

    private void Refuse(string problem)
    {
        string message = $"{_name}, line {_line}: {problem}";
        if (!_skipsBad)
        {
            throw new TraceException(message);
        }

        _tally.Bad++;
        _tally.FirstBad ??= message;
    }

    /// <summary>The next line without its end. False at the end of the trace.</summary>
    /// <param name="line">Valid until the next call; empty where there is a problem.</param>
    /// <param name="problem">That the line is too long, and then it is passed over; null otherwise.</param>
    private bool TryReadLine(out ReadOnlySpan<byte> line, out string? problem)
    {
        problem = null;
        while (true)
        {
            int end = _bytes.Window.IndexOf((byte)'\n');
            if (end >= 0)
            {
                line = _bytes.Window[..end];
                _bytes.Take(end + 1);
                break;
            }

            if (_bytes.Window.Length > TraceLimits.LineBytesMax)
            {
                // No end in sight: what is here goes, and the rest of the line after it.
                _bytes.Take(_bytes.Window.Length);
                problem = $"longer than {TraceLimits.LineBytesMax} bytes";
            }

            if (!_bytes.Fill())
            {
                line = _bytes.Window;
                _bytes.Take(line.Length);
                _line += line.IsEmpty && problem is null ? 0 : 1;
                return !line.IsEmpty || problem is not null;
            }
        }

        _line++;
        if (problem is null && line.Length > TraceLimits.LineBytesMax)
        {
            problem = $"longer than {TraceLimits.LineBytesMax} bytes";
        }

        if (!line.IsEmpty && line[^1] == '\r')
        {
            line = line[..^1];
        }

        return true;
    }
}
