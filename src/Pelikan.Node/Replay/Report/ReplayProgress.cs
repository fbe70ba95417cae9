using System;
using System.Globalization;
using System.IO;

namespace Pelikan.Node.Replay.Report;

/// <summary>
/// One line for a person who waits: how much is done, how fast, how long it takes. Rewritten in place on a terminal, a line each
/// elsewhere.
/// </summary>
internal sealed class ReplayProgress
{
    private const string ClearLine = "\r\u001b[K";

    private readonly TextWriter? _output;
    private readonly bool _isTerminal;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _interval;
    private readonly long _begun;
    private long _shown;
    private string _part = "";
    private int _pass;
    private int _passes = 1;
    private long _requestsShown;
    private bool _onScreen;

    /// <param name="output">Where to write; null for nowhere.</param>
    /// <param name="isTerminal">Whether a line can be rewritten there.</param>
    /// <param name="clock">Says when a line is due.</param>
    /// <param name="interval">Time between lines.</param>
    public ReplayProgress(TextWriter? output, bool isTerminal, TimeProvider clock, TimeSpan interval)
    {
        _output = output;
        _isTerminal = isTerminal;
        _clock = clock;
        _interval = interval;
        _begun = _shown = clock.GetTimestamp();
    }

    /// <summary>Another reading of the trace begins.</summary>
    /// <param name="part">What it does.</param>
    /// <param name="pass">Readings before it.</param>
    /// <param name="passes">Readings in all, as far as known.</param>
    public void Begin(string part, int pass, int passes) =>
        (_part, _pass, _passes, _requestsShown) = (part, pass, passes, 0);

    /// <summary>Write a line if one is due.</summary>
    /// <param name="progress">Of this reading, from 0 to 1; negative if that is not known.</param>
    /// <param name="requests">Requests read in this reading.</param>
    public void Show(double progress, long requests)
    {
        long now = _clock.GetTimestamp();
        TimeSpan since = _clock.GetElapsedTime(_shown, now);
        if (_output is null || since < _interval)
        {
            return;
        }

        double rate = (requests - _requestsShown) / Math.Max(since.TotalSeconds, 1e-3);
        (_shown, _requestsShown) = (now, requests);
        string line = string.Create(CultureInfo.InvariantCulture, $"{Done(progress)}{_part}  {requests:#,0} requests  {rate / 1e6:0.00} M/s{Left(progress, now)}");
        _output.Write(_isTerminal ? ClearLine + line : line + Environment.NewLine);
        _onScreen = _isTerminal;
    }

    /// <summary>Take the line off the screen.</summary>
    public void Clear()
    {
        if (_onScreen)
        {
            _output?.Write(ClearLine);
            _onScreen = false;
        }
    }

    private double Whole(double progress) => (_pass + progress) / _passes;

    private string Done(double progress) =>
        progress < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100 * Whole(progress),3:0} %  ");

    private string Left(double progress, long now)
    {
        const double TooEarly = 0.01;
        double whole = Whole(progress);
        if (progress < 0 || whole < TooEarly)
        {
            return "";
        }

        double seconds = _clock.GetElapsedTime(_begun, now).TotalSeconds * (1 - whole) / whole;
        return $"  {TimeSpan.FromSeconds(Math.Ceiling(Math.Max(0, seconds))):c} left";
    }
}
