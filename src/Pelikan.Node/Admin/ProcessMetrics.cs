using System;
using System.Collections.Generic;
using System.Diagnostics;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Admin;

/// <summary>The process as the kernel and the runtime see it. Names are Pelikan's where it has one.</summary>
public sealed class ProcessMetrics : IMetricSource
{
    private readonly TimeProvider _time;
    private readonly long _started;

    public ProcessMetrics(TimeProvider time)
    {
        _time = time;
        _started = time.GetTimestamp();
    }

    /// <summary>In the order <see cref="Read"/> fills.</summary>
    public static IReadOnlyList<MetricInfo> All { get; } =
    [
        new("pid", MetricKind.Gauge, "process number"),
        new("uptime", MetricKind.Gauge, "time since the start, in seconds"),
        new("ru_utime", MetricKind.Counter, "processor time in user mode, in nanoseconds"),
        new("ru_stime", MetricKind.Counter, "processor time in the kernel, in nanoseconds"),
        new("ru_maxrss", MetricKind.Gauge, "most memory that was resident at a time, in bytes"),
        new("ru_minflt", MetricKind.Counter, "page faults that needed no disk"),
        new("ru_majflt", MetricKind.Counter, "page faults that needed the disk"),
        new("ru_inblock", MetricKind.Counter, "blocks read from disk"),
        new("ru_oublock", MetricKind.Counter, "blocks written to disk"),
        new("ru_nvcsw", MetricKind.Counter, "times a thread gave up its processor"),
        new("ru_nivcsw", MetricKind.Counter, "times a thread was made to give up its processor"),
        new("process_resident_bytes", MetricKind.Gauge, "memory that is resident now, in bytes"),
        new("gc_collections", MetricKind.Counter, "garbage collections, of all generations"),
        new("gc_heap_bytes", MetricKind.Gauge, "managed heap in use, in bytes; the cache itself is not on it"),
        new("gc_allocated_bytes", MetricKind.Counter, "bytes allocated on the managed heap"),
        new("gc_pause_time", MetricKind.Counter, "time all threads stood still for garbage collections, in nanoseconds"),
    ];

    public IReadOnlyList<MetricInfo> Metrics => All;

    /// <summary>Whole seconds since this object was made.</summary>
    public long UptimeSeconds => (long)_time.GetElapsedTime(_started).TotalSeconds;

    public void Read(Span<long> sums)
    {
        ResourceUsage.Reading usage = ResourceUsage.Read();
        ReadOnlySpan<long> values =
        [
            Environment.ProcessId,
            UptimeSeconds,
            usage.UserNanoseconds,
            usage.SystemNanoseconds,
            usage.MaxResidentBytes,
            usage.MinorFaults,
            usage.MajorFaults,
            usage.BlocksIn,
            usage.BlocksOut,
            usage.VoluntarySwitches,
            usage.InvoluntarySwitches,
            Environment.WorkingSet,
            GC.CollectionCount(0),
            GC.GetTotalMemory(forceFullCollection: false),
            GC.GetTotalAllocatedBytes(),
            (long)GC.GetTotalPauseDuration().TotalNanoseconds,
        ];
        Debug.Assert(values.Length == All.Count, "one value per metric");
        for (int i = 0; i < values.Length; i++)
        {
            sums[i] += values[i];
        }
    }
}
