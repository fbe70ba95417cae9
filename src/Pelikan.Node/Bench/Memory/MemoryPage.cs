using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Pelikan.Node.Bench.Memory;

/// <summary>The figures of a comparison of memory, as Markdown.</summary>
internal static class MemoryPage
{
    public const string Begin = "<!-- memory: written by ./bench memory, do not edit -->";
    public const string End = "<!-- end of memory -->";

    private const double Megabyte = 1024 * 1024;

    public static string Write(IReadOnlyList<MemoryRun> runs, IEnumerable<(string Name, string Value)> facts)
    {
        StringBuilder page = new();
        foreach ((string name, string value) in facts)
        {
            page.Append(CultureInfo.InvariantCulture, $"- {name}: {value}\n");
        }

        WriteComparison(page, runs);
        WriteRuns(page, runs);
        WriteFaults(page, runs);
        return page.ToString();
    }

    private static void WriteComparison(StringBuilder page, IReadOnlyList<MemoryRun> runs)
    {
        page.Append("\n### Side by side\n\nFor each run of memcached: what segcache misses with as much resident memory, and how much it needs to miss no more.\n\n");
        page.Append("| shape | memcached, resident MB | its miss ratio | segcache's miss ratio there | segcache ÷ memcached | segcache, resident MB for memcached's miss ratio | memory saved |\n");
        page.Append("|---|--:|--:|--:|--:|--:|--:|\n");
        foreach (IGrouping<string, MemoryRun> shape in runs.GroupBy(run => run.Plan.Shape))
        {
            MemoryRun[] ours = [.. shape.Where(run => run.Server == MemoryRun.Ours)];
            if (ours.Length == 0)
            {
                continue;
            }

            MemoryCurve curve = new(ours);
            foreach (MemoryRun peer in shape.Where(run => run.Server == MemoryRun.Peer).OrderBy(run => run.ResidentBytes))
            {
                WriteRow(page, peer, curve);
            }
        }
    }

    private static void WriteRow(StringBuilder page, MemoryRun peer, MemoryCurve curve)
    {
        double? there = curve.MissRatioAt(peer.ResidentBytes);
        (double Bytes, bool Exact)? needed = curve.BytesFor(peer.MissRatio);
        string misses = there is { } ratio ? Text($"{ratio:0.00000}") : peer.ResidentBytes > curve.BytesMax ? "not run so large" : "not run so small";
        string parts = there is { } part && peer.MissRatio > 0 ? Text($"{part / peer.MissRatio:0.00}") : "";
        string memory = needed is { } least ? Text($"{(least.Exact ? "" : "≤ ")}{least.Bytes / Megabyte:0}") : Text($"> {curve.BytesMax / Megabyte:0}");
        string saved = needed is not { } bytes ? "none"
            : bytes.Exact || bytes.Bytes < peer.ResidentBytes ? Text($"{(bytes.Exact ? "" : "≥ ")}{(1 - (bytes.Bytes / peer.ResidentBytes)) * 100:0} %")
            : "not run so small";
        page.Append(CultureInfo.InvariantCulture, $"| {peer.Plan.Shape} | {peer.ResidentBytes / Megabyte:0} | {peer.MissRatio:0.00000} | {misses} | {parts} | {memory} | {saved} |\n");
    }

    private static void WriteRuns(StringBuilder page, IReadOnlyList<MemoryRun> runs)
    {
        page.Append("\n### How the shapes were replayed\n\n| shape | requests/s | seconds of the shape in 1 s | keys stored first | alive in the end, items | MB | least possible miss ratio |\n|---|--:|--:|--:|--:|--:|--:|\n");
        foreach (ReplayPlan plan in runs.Select(run => run.Plan).DistinctBy(plan => plan.Shape))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {plan.Shape} | {plan.RequestsPerSecond:#,0} | {plan.Compression:0.#} | {plan.Population:#,0} | {plan.LiveItems:#,0} | {plan.LiveBytes / Megabyte:0} | {plan.MissRatioMin:0.00000} |\n");
        }

        page.Append("\n### All runs\n\n| shape | server | setting MB | resident MB | at most | miss ratio | server busy % | late by, s |\n|---|---|--:|--:|--:|--:|--:|--:|\n");
        foreach (MemoryRun run in runs)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {run.Plan.Shape} | {run.Server} | {run.SettingBytes / Megabyte:0} | {run.ResidentBytes / Megabyte:0} | {run.ResidentBytesMax / Megabyte:0} | {run.MissRatio:0.00000} | {run.CpuSeconds / run.Seconds * 100:0} | {run.LagSecondsMax:0.00} |\n");
        }
    }

    private static void WriteFaults(StringBuilder page, IReadOnlyList<MemoryRun> runs)
    {
        foreach (MemoryRun run in runs.Where(run => !run.IsClean))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n**{run.Plan.Shape} on {run.Server} with {run.SettingBytes / Megabyte:0} MB: {run.Errors} errors, {run.WrongValues} wrong values; first: {run.FirstFault}**\n");
        }

        foreach (MemoryRun run in runs.Where(run => run.IsLate))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n**{run.Plan.Shape} on {run.Server} with {run.SettingBytes / Megabyte:0} MB did not keep the pace: {run.Seconds:0.0} s instead of {run.Plan.Seconds:0.0} s, so its TTLs were shorter in proportion.**\n");
        }
    }

    private static string Text(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
