using System;
using System.IO;

namespace Pelikan.Node.Bench.Comparison;

/// <summary>A page of prose with a place for figures between two marks; what is between them is replaced, the rest stays.</summary>
internal static class MarkedPage
{
    public const string Begin = "<!-- figures: written by ./bench, do not edit -->";
    public const string End = "<!-- end of figures -->";

    /// <summary>Replace what <c>./bench</c> writes.</summary>
    /// <exception cref="InvalidDataException">The page has not both marks, in order.</exception>
    public static string Replace(string page, string figures) => Replace(page, figures, Begin, End);

    /// <summary>Replace what is between two marks.</summary>
    /// <exception cref="InvalidDataException">The page has not both marks, in order.</exception>
    public static string Replace(string page, string figures, string beginMark, string endMark)
    {
        int begin = page.IndexOf(beginMark, StringComparison.Ordinal);
        int end = page.IndexOf(endMark, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? $"{page[..(begin + beginMark.Length)]}\n\n{figures.Trim()}\n\n{page[end..]}"
            : throw new InvalidDataException($"the page needs the line '{beginMark}' and, after it, the line '{endMark}'");
    }
}
