using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Pelikan.Node.Logging;

/// <summary>
/// One record as one line of <c>key=value</c> pairs:
/// <c>time=2026-01-02T03:04:05.678Z level=info logger=Listener msg="listening" address=0.0.0.0:12321</c>.
/// Values with spaces, quotes, <c>=</c> or control characters are quoted and escaped, so that no input can forge a line.
/// </summary>
internal static class LogLine
{
    /// <summary>Characters of one line; what is longer is cut and ends in <c>...</c>.</summary>
    internal const int LengthMax = 8 * 1024;

    private const string Cut = "...";
    private const string TemplateKey = "{OriginalFormat}";

    internal static string Format<TState>(
        DateTimeOffset time, LogLevel level, string logger, TState state, Exception? failure, Func<TState, Exception?, string> formatter)
    {
        StringBuilder line = new(256);
        line.Append("time=").Append(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        Append(line, "level", LogVerbosity.NameOf(level));
        Append(line, "logger", logger);
        Append(line, "msg", formatter(state, null));
        if (state is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            AppendValues(line, values);
        }

        if (failure is not null)
        {
            Append(line, "error", $"{failure.GetType().Name}: {failure.Message}");
            Append(line, "stack", failure.StackTrace ?? "");
        }

        return line.Length <= LengthMax ? line.ToString() : line.ToString(0, LengthMax - Cut.Length) + Cut;
    }

    private static void AppendValues(StringBuilder line, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            (string key, object? value) = values[i];
            if (key != TemplateKey)
            {
                Append(line, key, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            }
        }
    }

    private static void Append(StringBuilder line, string key, string value)
    {
        line.Append(' ');
        foreach (char c in key)
        {
            line.Append(NeedsQuotes(c) ? '_' : c);
        }

        line.Append('=');
        if (value.Length > 0 && !ContainsSpecial(value))
        {
            line.Append(value);
            return;
        }

        line.Append('"');
        foreach (char c in value)
        {
            AppendEscaped(line, c);
        }

        line.Append('"');
    }

    private static bool ContainsSpecial(string value)
    {
        foreach (char c in value)
        {
            if (NeedsQuotes(c))
            {
                return true;
            }
        }

        return false;
    }

    private static bool NeedsQuotes(char c) => c is ' ' or '"' or '=' or '\\' || IsLineBreaking(c);

    // The two Unicode separators end a line for some readers, although they are no control characters.
    private static bool IsLineBreaking(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    private static void AppendEscaped(StringBuilder line, char c)
    {
        switch (c)
        {
            case '"':
                line.Append("\\\"");
                break;
            case '\\':
                line.Append("\\\\");
                break;
            case '\n':
                line.Append("\\n");
                break;
            case '\r':
                line.Append("\\r");
                break;
            case '\t':
                line.Append("\\t");
                break;
            default:
                if (IsLineBreaking(c))
                {
                    line.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                }
                else
                {
                    line.Append(c);
                }

                break;
        }
    }
}
