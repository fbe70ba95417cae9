using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace Pelikan.Tidy.Tests.Text;

/// <summary>Lines of a text and the matches in them, counted from 1.</summary>
internal static class Lines
{
    public static string[] Of(string text) => text.Split('\n');

    /// <summary>Number of lines; a newline at the end ends the last line and begins no other.</summary>
    public static int Count(string text)
    {
        int newlines = text.AsSpan().Count('\n');
        return text.EndsWith('\n') ? newlines : newlines + 1;
    }

    public static int NumberAt(string text, int offset) => text.AsSpan(0, offset).Count('\n') + 1;

    /// <summary>One finding for each match of <paramref name="pattern"/> in <paramref name="text"/>, which belongs to <paramref name="file"/>.</summary>
    public static IEnumerable<Finding> Matching(SourceFile file, string text, Regex pattern, string message)
    {
        foreach (Match match in pattern.Matches(text))
        {
            yield return new Finding(file.Path, NumberAt(text, match.Index), $"{message}: {match.Value.Trim()}");
        }
    }
}
