using System;
using System.IO;
using Microsoft.Extensions.Logging;

namespace Pelikan.Node.Logging;

/// <summary>
/// The node's log: a logger factory over one bounded queue. Disposing it writes what waits; do so last, on every way out.
/// </summary>
public sealed class NodeLog : ILoggerProvider
{
    private readonly LogQueue _queue;
    private readonly TimeProvider _time;
    private readonly LoggerFactory _factory;

    public NodeLog(LogVerbosity verbosity, ILogOutput output, LogMetrics metrics, TimeProvider time, int queueLinesMax = LogQueue.CapacityDefault)
    {
        Verbosity = verbosity;
        Metrics = metrics;
        _time = time;
        _queue = new LogQueue(output, metrics, queueLinesMax);
        LoggerFilterOptions filter = new() { MinLevel = LogLevel.Trace };

        // The web server behind the admin port tells of every connection; only its troubles are ours.
        filter.Rules.Add(new LoggerFilterRule(null, "Microsoft", LogLevel.Warning, null));
        _factory = new LoggerFactory([this], filter);
    }

    public LogVerbosity Verbosity { get; }

    public LogMetrics Metrics { get; }

    public ILoggerFactory Factory => _factory;

    /// <summary>The log as configured.</summary>
    /// <param name="level">Lines below it are not written.</param>
    /// <param name="path">The file to append to; empty for standard error.</param>
    /// <param name="time">The clock of the time stamps.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static NodeLog Open(LogLevel level, string path, TimeProvider time)
    {
        LogMetrics metrics = new();
        ILogOutput output = path.Length == 0 ? new LogStream(Console.OpenStandardError()) : new LogFile(path, metrics);
        return new NodeLog(new LogVerbosity(level), output, metrics, time);
    }

    public ILogger CreateLogger(string categoryName) => new NodeLogger(categoryName, Verbosity, _queue, _time);

    /// <summary>After a rotation: let go of the old file and open the name again.</summary>
    public void Reopen() => _queue.Reopen();

    public void Dispose()
    {
        // The factory disposes the providers it made itself, not one that it was given.
        _factory.Dispose();
        _queue.Dispose();
    }
}
