using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Pelikan.Node.Bench.Comparison;

/// <summary>The figures of a comparison as Markdown.</summary>
internal static class ComparisonPage
{
    private const double BytesPerMebibyte = 1024 * 1024;

    private static readonly (string Row, string Title)[] Rows =
    [
        ("get1", "Get-heavy, unpipelined"),
        ("get16", "Get-heavy, 16 deep"),
        ("multiget100", "100 keys a get"),
        ("meta1", "Meta commands, get-heavy, unpipelined"),
        ("meta16", "Meta commands, get-heavy, 16 deep"),
        ("binary1", "Binary protocol, get-heavy, unpipelined"),
        ("binary16", "Binary protocol, get-heavy, 16 deep"),
        ("resp1", "RESP, get-heavy, unpipelined"),
        ("resp16", "RESP, get-heavy, 16 deep"),
        ("ping1", "Ping, unpipelined"),
        ("ping16", "Ping, 16 deep"),
    ];

    private static readonly (Figure Figure, string Title, string Format, double Unit)[] LoadColumns =
    [
        (Figure.RequestsPerSecond, "k requests/s", "0.0", 1000),
        (Figure.KeysPerSecond, "k keys/s", "0.0", 1000),
        (Figure.P50Milliseconds, "p50 ms", "0.000", 1),
        (Figure.P99Milliseconds, "p99 ms", "0.000", 1),
        (Figure.P999Milliseconds, "p99.9 ms", "0.000", 1),
        (Figure.CpuMicroseconds, "server CPU µs a request", "0.000", 1),
        (Figure.GeneratorBusy, "generator busy %", "0", 0.01),
    ];

    private static readonly (Figure Figure, string Title, string Format, double Unit)[] MemoryColumns =
    [
        (Figure.GrowthBytes, "growth MiB", "0.0", BytesPerMebibyte),
        (Figure.GrowthBytesPerItem, "bytes an item", "0.0", 1),
    ];

    public static string Write(RunSet runs, IReadOnlyList<(string Name, string Value)> facts)
    {
        StringBuilder page = new();
        WriteFacts(page, runs, facts);
        WriteBars(page, runs);
        foreach ((string row, string title) in Rows)
        {
            WriteRow(page, runs, row, title, row == "multiget100" ? LoadColumns : [.. LoadColumns.Where(column => column.Figure != Figure.KeysPerSecond)]);
        }

        WriteRow(page, runs, "memory", "Resident memory: growth while the items are stored", MemoryColumns);
        return page.ToString();
    }

    private static void WriteFacts(StringBuilder page, RunSet runs, IReadOnlyList<(string Name, string Value)> facts)
    {
        foreach ((string name, string value) in facts)
        {
            page.Append($"- {name}: {value}\n");
        }

        page.Append($"- Repetitions: {runs.Repetitions}. Figures are medians with [least–greatest].\n");
        List<string> unclean = [.. runs.Unclean];
        if (unclean.Count > 0)
        {
            page.Append($"- **Runs with errors, whose figures do not count: {string.Join(", ", unclean)}.**\n");
        }
    }

    private static void WriteBars(StringBuilder page, RunSet runs)
    {
        List<(Bar Bar, Spread Measured)> measured = [.. Bar.All.Where(bar => bar.Measured(runs) is not null).Select(bar => (bar, bar.Measured(runs)!.Value))];
        if (measured.Count == 0)
        {
            return;
        }

        page.Append("\n### The bars\n\nEach is ours divided by the peer's; of several peers, the one hardest to beat.\n\n");
        page.Append("| what | bar | measured | reached |\n|---|--:|--:|---|\n");
        foreach ((Bar bar, Spread ratio) in measured)
        {
            page.Append($"| {bar.What} | {bar.LimitText} | {ratio.Text("0.00")} | {(bar.IsMet(ratio) ? "yes" : "**no**")} |\n");
        }
    }

    private static void WriteRow(
        StringBuilder page, RunSet runs, string row, string title, IReadOnlyList<(Figure Figure, string Title, string Format, double Unit)> columns)
    {
        List<string> servers = [.. runs.ServersOf(row)];
        if (servers.Count == 0)
        {
            return;
        }

        string heads = string.Concat(columns.Select(column => $" {column.Title} |"));
        string rule = string.Concat(Enumerable.Repeat("--:|", columns.Count));
        page.Append($"\n### {title}\n\n| server |{heads}\n|---|{rule}\n");
        foreach (string server in servers)
        {
            page.Append($"| {server} |{string.Concat(columns.Select(column => Cell(Scale(runs.Of(row, server, column.Figure), column.Unit), column.Format)))}\n");
        }

        string? ours = servers.FirstOrDefault(server => server is Bar.SegcacheName or Bar.PingserverName);
        foreach (string peer in servers.Where(server => ours is not null && server != ours))
        {
            page.Append($"| *{ours} ÷ {peer}* |{string.Concat(columns.Select(column => Ratio(runs, column.Figure, new RunKey(row, ours!), new RunKey(row, peer))))}\n");
        }
    }

    private static string Ratio(RunSet runs, Figure figure, RunKey ours, RunKey peer) =>
        figure == Figure.GeneratorBusy ? " |" : Cell(runs.Ratio(figure, ours, peer), "0.00");

    private static string Cell(Spread? spread, string format) => spread is { } present ? $" {present.Text(format)} |" : " – |";

    private static Spread? Scale(Spread? spread, double unit) =>
        spread is { } present ? new Spread(present.Median / unit, present.Min / unit, present.Max / unit) : null;
}
