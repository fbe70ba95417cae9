using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Pelikan.Node.Bench;

/// <summary>A result for people to read.</summary>
internal static class ResultTable
{
    private const double NanosecondsPerMillisecond = 1e6;
    private const double BytesPerMebibyte = 1024 * 1024;

    public static void Write(TextWriter output, LoadResult result)
    {
        Line(output, "requests", $"{result.Requests:#,0} in {result.Seconds:0.00} s");
        Line(output, "throughput", $"{result.RequestsPerSecond:#,0} requests/s" + (result.Keys > result.Requests ? $", {Number(result.KeysPerSecond)} keys/s" : ""));
        if (result.HitRatio is { } ratio)
        {
            Line(output, "hit ratio", $"{ratio * 100:0.00} %  ({result.Hits:#,0} hits, {result.Misses:#,0} misses)" + NoHitsHint(result));
        }

        if (result.NotApplied > 0)
        {
            Line(output, "not applied", $"{result.NotApplied:#,0} changes met a key that was absent, or present");
        }

        double span = Math.Max(result.Seconds, 1e-9);
        Line(output, "bytes", $"{result.BytesRead / BytesPerMebibyte / span:0.0} MiB/s read, {result.BytesWritten / BytesPerMebibyte / span:0.0} MiB/s written");
        WriteServer(output, result);
        Line(output, "generator", $"{100 * result.GeneratorCpuSeconds / span:0} % of one core");
        WriteFaults(output, result);
        WriteLatencies(output, result);
    }

    private static void WriteServer(TextWriter output, LoadResult result)
    {
        if (result.ServerCpuMicrosecondsPerRequest is { } microseconds)
        {
            Line(output, "server CPU", $"{microseconds:0.000} µs a request");
        }

        if (result.ServerResidentGrowthBytes is { } growth)
        {
            Line(output, "server memory", $"grew by {growth / BytesPerMebibyte:0.0} MiB to {result.ServerAtEnd!.Value.ResidentBytes / BytesPerMebibyte:0.0} MiB");
        }
    }

    private static void WriteFaults(TextWriter output, LoadResult result)
    {
        if (result.NotSent > 0)
        {
            Line(output, "behind", $"{result.NotSent:#,0} requests were due and not sent: the rate is more than this server, or one core of generator, can keep");
        }

        Line(output, "errors", $"{result.Errors:#,0}, {result.Mismatches:#,0} mismatches, {result.ConnectionsLost:#,0} connections lost, {result.Unanswered:#,0} requests unanswered");
        foreach ((string text, long count) in result.ErrorTexts)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count:#,0} × {Printable(text)}"));
        }

        foreach (Mismatch mismatch in result.MismatchesShown)
        {
            output.WriteLine($"  {mismatch.Sentence}");
        }

        if (result.Mismatches > result.MismatchesShown.Count)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {result.Mismatches - result.MismatchesShown.Count:#,0} more mismatches"));
        }
    }

    private static void WriteLatencies(TextWriter output, LoadResult result)
    {
        if (result.All.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{"latency, ms",-12}{"count",14}" + string.Concat(VerbLatency.Percentiles.Select(p => $"{p.Name,10}")) + $"{"max",10}");
        foreach (VerbLatency verb in result.Verbs.Count > 1 ? [.. result.Verbs, result.All] : result.Verbs)
        {
            string percentiles = string.Concat(VerbLatency.Percentiles.Select(p => $"{Milliseconds(verb.At(p.Percent)),10}"));
            output.WriteLine($"{verb.Name,-12}{Number(verb.Count),14}{percentiles}{Milliseconds(verb.Max),10}");
        }
    }

    private static string NoHitsHint(LoadResult result) =>
        result.Hits == 0 && !result.Options.Prefill ? "; --prefill stores the keys first" : "";

    private static void Line(TextWriter output, string name, FormattableString text) => Line(output, name, FormattableString.Invariant(text));

    private static void Line(TextWriter output, string name, string text) => output.WriteLine($"{name,-14}{text}");

    private static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Milliseconds(long nanoseconds) => (nanoseconds / NanosecondsPerMillisecond).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '.' : c));
}
