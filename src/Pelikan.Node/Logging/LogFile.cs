using System;
using System.IO;
using System.Threading;

namespace Pelikan.Node.Logging;

/// <summary>
/// A log file, appended to. <see cref="Reopen"/> follows a rotation: the old file keeps what was written to it, the new
/// one gets the rest. Where the file cannot be opened again, the old one stays in use.
/// </summary>
public sealed class LogFile : ILogOutput
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly LogMetrics _metrics;
    private FileStream _file;

    /// <exception cref="IOException">The file cannot be opened for writing.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public LogFile(string path, LogMetrics metrics)
    {
        _path = Path.GetFullPath(path);
        _metrics = metrics;
        _file = Open();
    }

    public void Write(ReadOnlySpan<byte> lines)
    {
        lock (_gate)
        {
            _file.Write(lines);
        }
    }

    public void Flush()
    {
        lock (_gate)
        {
            _file.Flush();
        }
    }

    public void Reopen()
    {
        FileStream fresh;
        try
        {
            fresh = Open();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _metrics.Add(LogMetric.OpenEx);
            return;
        }

        lock (_gate)
        {
            FileStream old = _file;
            _file = fresh;
            old.Dispose();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file.Dispose();
        }
    }

    private FileStream Open()
    {
        FileStream file = new(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        _metrics.Add(LogMetric.Open);
        return file;
    }
}
