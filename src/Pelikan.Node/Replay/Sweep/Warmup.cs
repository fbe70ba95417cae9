using System;
using System.Globalization;

namespace Pelikan.Node.Replay.Sweep;

/// <summary>How much of a trace warms the caches up before anything is counted: a part of it, or a number of requests.</summary>
/// <param name="Part">From 0 to below 1; 0 where a number is given.</param>
/// <param name="Requests">0 where a part is given.</param>
internal sealed record Warmup(double Part, long Requests)
{
    public static readonly Warmup None = new(0, 0);

    /// <summary>Whether it takes a trace whose length is known.</summary>
    public bool NeedsLength => Part > 0;

    /// <summary>A part such as 0.2 or 20%, or a number of requests such as 1000000.</summary>
    public static bool TryParse(string text, out Warmup? warmup, out string error)
    {
        warmup = null;
        error = $"'{text}' is neither a part of the trace, such as 0.2 or 20%, nor a number of requests";
        bool percent = text.EndsWith('%');
        if (!double.TryParse(percent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
        {
            return false;
        }

        double part = percent ? number / 100 : number;
        if (part < 1)
        {
            warmup = new Warmup(part, 0);
        }
        else if (!percent && number == Math.Floor(number) && number <= long.MaxValue / 2)
        {
            warmup = new Warmup(0, (long)number);
        }

        return warmup is not null;
    }
}
