using System;
using System.Globalization;
using System.Linq;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Tests.Eviction;

/// <summary>Segments to choose from, written as a table: "segment bucket queue order expiry items bytes [dead bytes]", queue m or s, divided by "|".</summary>
internal static class Summaries
{
    public static SegmentSummary[] Parse(string table) =>
        table.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseOne).ToArray();

    private static SegmentSummary ParseOne(string row)
    {
        string[] cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        long Number(int cell) => long.Parse(cells[cell], CultureInfo.InvariantCulture);
        SegmentQueue queue = cells[2] == "s" ? SegmentQueue.Small : SegmentQueue.Main;
        return new SegmentSummary((int)Number(0), (int)Number(1), queue, Number(3), Number(3), Number(4), (int)Number(5), Number(6), cells.Length > 7 ? Number(7) : 0);
    }
}
