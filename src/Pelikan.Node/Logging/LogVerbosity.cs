using System;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace Pelikan.Node.Logging;

/// <summary>
/// How much the log says. The configured level is the floor: memcached's verbosity 0 to 2 adds to it and never takes away.
/// </summary>
public sealed class LogVerbosity
{
    /// <summary>More than this is taken as this, as memcached does.</summary>
    public const int VerbosityMax = 2;

    private readonly LogLevel _configured;
    private int _level;
    private int _verbosity;

    public LogVerbosity(LogLevel configured)
    {
        _configured = configured;
        _level = (int)configured;
    }

    /// <summary>The last verbosity set; 0 at the start.</summary>
    public int Verbosity => Volatile.Read(ref _verbosity);

    /// <summary>Lines below this level are not written.</summary>
    public LogLevel Level => (LogLevel)Volatile.Read(ref _level);

    /// <summary>0 = the configured level, 1 = at least debug, 2 = at least trace.</summary>
    public void Set(int verbosity)
    {
        int clamped = Math.Clamp(verbosity, 0, VerbosityMax);
        LogLevel asked = clamped switch
        {
            0 => _configured,
            1 => LogLevel.Debug,
            _ => LogLevel.Trace,
        };
        Volatile.Write(ref _level, Math.Min((int)asked, (int)_configured));
        Volatile.Write(ref _verbosity, clamped);
    }

    /// <summary>A level by the name the configuration uses: <c>error</c>, <c>warn</c>, <c>info</c>, <c>debug</c> or <c>trace</c>.</summary>
    public static bool TryParse(string name, out LogLevel level)
    {
        (bool known, level) = name switch
        {
            "error" => (true, LogLevel.Error),
            "warn" => (true, LogLevel.Warning),
            "info" => (true, LogLevel.Information),
            "debug" => (true, LogLevel.Debug),
            "trace" => (true, LogLevel.Trace),
            _ => (false, LogLevel.None),
        };
        return known;
    }

    /// <summary>The name a level is written with.</summary>
    public static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        _ => "error",
    };
}
