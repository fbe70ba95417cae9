using System;

namespace Pelikan.Node.Replay.Traces;

/// <summary>A trace in a file, or on standard input (<c>-</c>).</summary>
/// <param name="Path">The file.</param>
/// <param name="Format">As told by the user, or by <see cref="Detect"/>.</param>
/// <param name="KeyBytes">How much of an object of an oracleGeneral trace is its key.</param>
/// <param name="SkipsBad">Whether bad lines and records are counted instead of ending the trace.</param>
internal sealed record FileTraceInput(string Path, TraceFormat Format, int KeyBytes, bool SkipsBad) : TraceInput
{
    public override string Name => Path == "-" ? "standard input" : Path;

    public override bool IsRepeatable => Path != "-";

    /// <summary>The Twitter traces hold the writes that followed misses; oracleGeneral has reads only.</summary>
    public override bool FillsOnMiss => Format == TraceFormat.Oracle;

    /// <summary>Input that was opened to tell its format, and that cannot be opened again.</summary>
    private TraceBytes? Opened { get; init; }

    /// <summary>The same input with its format told, from the name where it says so, else from the first bytes.</summary>
    /// <exception cref="TraceException">It cannot be opened or read.</exception>
    public FileTraceInput Detect()
    {
        TraceBytes bytes = TraceBytes.Open(Path);
        TraceFormat? known = Format == TraceFormat.Auto ? OfName(Path) : Format;
        while (known is null && bytes.Window.Length < TraceLimits.SniffBytes && bytes.Fill())
        {
            // A pipe gives what it has; the loop goes on until there is enough to tell.
        }

        FileTraceInput detected = this with { Format = known ?? OfContent(bytes.Window) };
        if (!IsRepeatable)
        {
            return detected with { Opened = bytes };
        }

        bytes.Dispose();
        return detected;
    }

    public override ITraceSource Open(TraceTally tally)
    {
        TraceBytes bytes = Opened ?? TraceBytes.Open(Path);
        return Format == TraceFormat.Oracle
            ? new OracleTrace(Name, bytes, KeyBytes, SkipsBad, tally)
            : new CsvTrace(Name, bytes, SkipsBad, tally);
    }

    private static TraceFormat? OfName(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        if (name.Contains("oracleGeneral", StringComparison.OrdinalIgnoreCase))
        {
            return TraceFormat.Oracle;
        }

        string plain = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? System.IO.Path.GetFileNameWithoutExtension(name) : name;
        return plain.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? TraceFormat.Csv : null;
    }

    /// <summary>Text has no control characters but line ends; the small numbers of a record are full of them.</summary>
    private static TraceFormat OfContent(ReadOnlySpan<byte> first)
    {
        foreach (byte each in first[..Math.Min(first.Length, TraceLimits.SniffBytes)])
        {
            if (each < ' ' && each is not ((byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return TraceFormat.Oracle;
            }
        }

        return TraceFormat.Csv;
    }
}
