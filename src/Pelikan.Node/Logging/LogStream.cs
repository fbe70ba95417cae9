using System;
using System.IO;

namespace Pelikan.Node.Logging;

/// <summary>A log that goes to a stream which is there already, such as standard error. It becomes this object's.</summary>
public sealed class LogStream : ILogOutput
{
    private readonly Stream _stream;

    public LogStream(Stream stream) => _stream = stream;

    public void Write(ReadOnlySpan<byte> lines) => _stream.Write(lines);

    public void Flush() => _stream.Flush();

    /// <summary>Nothing to open: whoever started the process owns the stream.</summary>
    public void Reopen()
    {
    }

    public void Dispose() => _stream.Dispose();
}
