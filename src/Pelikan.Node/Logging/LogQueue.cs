using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Channels;

namespace Pelikan.Node.Logging;

/// <summary>
/// Between those who log and the disk: a bounded queue and one thread that empties it. Nobody who logs waits. A line
/// that finds the queue full is dropped and counted, and so is a line that the output refuses.
/// </summary>
public sealed class LogQueue : IDisposable
{
    /// <summary>Lines that may wait.</summary>
    public const int CapacityDefault = 8192;

    // Lines gathered into one write.
    private const int BatchBytesMax = 64 * 1024;

    private static readonly TimeSpan DrainDeadline = TimeSpan.FromSeconds(5);

    private readonly Channel<string> _lines;
    private readonly ILogOutput _output;
    private readonly LogMetrics _metrics;
    private readonly Thread _writer;
    private readonly byte[] _batch = new byte[BatchBytesMax];
    private int _batchLength;
    private int _batchLines;

    public LogQueue(ILogOutput output, LogMetrics metrics, int capacity = CapacityDefault)
    {
        _output = output;
        _metrics = metrics;
        BoundedChannelOptions options = new(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait };
        _lines = Channel.CreateBounded<string>(options);
        _writer = new Thread(WriteUntilClosed) { Name = "pelikan_log", IsBackground = true };
        _writer.Start();
    }

    /// <summary>Hand a line over. Never waits.</summary>
    public void Enqueue(string line)
    {
        if (!_lines.Writer.TryWrite(line))
        {
            _metrics.Add(LogMetric.Drop);
            _metrics.Add(LogMetric.DropByte, line.Length);
        }
    }

    /// <summary>Open the output by name again, so that a rotated file is let go of.</summary>
    public void Reopen() => _output.Reopen();

    /// <summary>Write what waits, flush and close. Gives up on an output that does not take it within five seconds.</summary>
    public void Dispose()
    {
        _lines.Writer.TryComplete();
        if (_writer.Join(DrainDeadline))
        {
            _output.Dispose();
        }
    }

    private void WriteUntilClosed()
    {
        while (_lines.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_lines.Reader.TryRead(out string? line))
            {
                Append(line);
            }

            WriteBatch();
        }
    }

    private void Append(string line)
    {
        int length = Encoding.UTF8.GetByteCount(line) + 1;
        if (_batchLength + length > _batch.Length)
        {
            WriteBatch();
        }

        _batchLength += Encoding.UTF8.GetBytes(line, _batch.AsSpan(_batchLength));
        _batch[_batchLength++] = (byte)'\n';
        _batchLines++;
    }

    private void WriteBatch()
    {
        try
        {
            _output.Write(_batch.AsSpan(0, _batchLength));
            _output.Flush();
            _metrics.Add(LogMetric.Write, _batchLines);
            _metrics.Add(LogMetric.WriteByte, _batchLength);
            _metrics.Add(LogMetric.Flush);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // A full disk or a closed pipe must not end the server; the counter tells.
            _metrics.Add(LogMetric.WriteEx, _batchLines);
        }

        _batchLength = 0;
        _batchLines = 0;
    }
}
