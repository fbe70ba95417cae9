using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using Pelikan.Actors.Admin;
using Pelikan.Actors.Guardian;
using Pelikan.Node.Logging;
using Pelikan.Node.Protocol;
using Pelikan.Storage;

namespace Pelikan.Node.Admin;

/// <summary>
/// The server as protocols and the admin port see it. Any thread; answers from memory, waits for nobody.
/// </summary>
public sealed class ServerControl : IServerControl
{
    private const long MillisecondsPerSecond = 1000;
    private const long ClockSlackMilliseconds = 2;

    private readonly ServerSettings _settings;
    private readonly MetricRegistry _metrics;
    private readonly TimeProvider _time;
    private readonly Func<Instant> _now;
    private readonly NodeReadiness _readiness;
    private readonly LogVerbosity _verbosity;
    private readonly Func<IEnumerable<ConnectionStats>> _connections;
    private readonly long _started;
    private long _unixAtZero = long.MinValue / 2;

    /// <param name="settings">What <c>stats settings</c> shows.</param>
    /// <param name="metrics">Where the counters are.</param>
    /// <param name="time">The wall clock.</param>
    /// <param name="now">The workers' clock.</param>
    /// <param name="readiness">Whether connections are accepted.</param>
    /// <param name="verbosity">What <see cref="SetVerbosity"/> sets.</param>
    /// <param name="connections">The clients there are now; called on whatever thread asks.</param>
    public ServerControl(
        ServerSettings settings,
        MetricRegistry metrics,
        TimeProvider time,
        Func<Instant> now,
        NodeReadiness readiness,
        LogVerbosity verbosity,
        Func<IEnumerable<ConnectionStats>> connections)
    {
        _settings = settings;
        _metrics = metrics;
        _time = time;
        _now = now;
        _readiness = readiness;
        _verbosity = verbosity;
        _connections = connections;
        _started = time.GetTimestamp();
    }

    public string Version => _settings.Version;

    /// <summary>Both clocks are cut to milliseconds: what differs by less than that is the same, so that a time that was given is told as it was given.</summary>
    public long UnixMillisecondsAtInstantZero
    {
        get
        {
            long held = Volatile.Read(ref _unixAtZero);
            long read = _time.GetUtcNow().ToUnixTimeMilliseconds() - _now().Milliseconds;
            if (Math.Abs(read - held) <= ClockSlackMilliseconds)
            {
                return held;
            }

            Volatile.Write(ref _unixAtZero, read);
            return read;
        }
    }

    public bool FlushAllowed => _settings.FlushAllowed;

    public bool VisitStats(ReadOnlySpan<byte> group, Action<string, string> visit) =>
        VisitStats(Encoding.UTF8.GetString(group), visit);

    /// <summary>As the other overload, for those who have text.</summary>
    public bool VisitStats(string group, Action<string, string> visit)
    {
        IReadOnlyList<(string Name, string Value)>? stats = group switch
        {
            "" => MemcachedStats.General(_metrics.ReadSinceReset(), _settings, Moment()),
            "settings" => MemcachedStats.Settings(_settings, Moment()),
            "items" => MemcachedStats.ItemClasses(_metrics.ReadSinceReset()),
            "slabs" => MemcachedStats.SlabClasses(_metrics.ReadSinceReset(), _settings),
            "sizes" => MemcachedStats.Sizes(),
            "resp" => RespStats.Of(_metrics.ReadSinceReset()),
            "conns" => MemcachedStats.ConnectionList(_connections()),
            _ => null,
        };
        if (stats is null)
        {
            return false;
        }

        foreach ((string name, string value) in stats)
        {
            visit(name, value);
        }

        return true;
    }

    public void ResetStats() => _metrics.ResetBaseline();

    public void SetVerbosity(int level) => _verbosity.Set(level);

    private ServerMoment Moment()
    {
        ResourceUsage.Reading usage = ResourceUsage.Read();
        return new ServerMoment
        {
            ProcessId = Environment.ProcessId,
            UptimeSeconds = (long)_time.GetElapsedTime(_started).TotalSeconds,
            UnixSeconds = _time.GetUtcNow().ToUnixTimeMilliseconds() / MillisecondsPerSecond,
            UserNanoseconds = usage.UserNanoseconds,
            SystemNanoseconds = usage.SystemNanoseconds,
            Accepting = _readiness.IsServing,
            Verbosity = _verbosity.Verbosity,
        };
    }
}
