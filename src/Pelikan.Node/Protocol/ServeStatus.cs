namespace Pelikan.Node.Protocol;

/// <summary>How one attempt to serve a request ended.</summary>
public enum ServeStatus : byte
{
    /// <summary>A request was answered, or part of one was used up; call again with the rest of the input.</summary>
    Served,

    /// <summary>The input holds no whole request: read more and call again with the same bytes and the new ones.</summary>
    Incomplete,

    /// <summary>The output is at its high-watermark: drain it, then call again with the rest of the input.</summary>
    OutputFull,

    /// <summary>Send what is written, then close the session.</summary>
    HangUp,
}
