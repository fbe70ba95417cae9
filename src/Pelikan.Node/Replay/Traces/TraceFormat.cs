namespace Pelikan.Node.Replay.Traces;

/// <summary>How requests are written in a trace. docs/replay.md has the fields.</summary>
internal enum TraceFormat
{
    /// <summary>Told from the file's name, or from its first bytes.</summary>
    Auto,

    /// <summary>One line a request, as in the Twitter cache traces.</summary>
    Csv,

    /// <summary>One record of 24 bytes a request, as libCacheSim's oracleGeneral.</summary>
    Oracle,
}
