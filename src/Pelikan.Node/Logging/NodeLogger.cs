using System;
using Microsoft.Extensions.Logging;

namespace Pelikan.Node.Logging;

/// <summary>One category's logger: decides by level, formats on the caller's thread, leaves the writing to the queue.</summary>
internal sealed class NodeLogger : ILogger
{
    private readonly string _name;
    private readonly LogVerbosity _verbosity;
    private readonly LogQueue _queue;
    private readonly TimeProvider _time;

    internal NodeLogger(string category, LogVerbosity verbosity, LogQueue queue, TimeProvider time)
    {
        // The last part of the category is the noun; the namespace before it says nothing to an operator.
        _name = category[(category.LastIndexOf('.') + 1)..];
        _verbosity = verbosity;
        _queue = queue;
        _time = time;
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= _verbosity.Level;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _queue.Enqueue(LogLine.Format(_time.GetUtcNow(), logLevel, _name, state, exception, formatter));
        }
    }
}
