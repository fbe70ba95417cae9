using System;
using System.Collections.Generic;
using System.Diagnostics;
using Pelikan.Node.Admin;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Admin;

public sealed class ProcessMetricsTests
{
    [Fact]
    public void Values_AgreeWithTheRuntimesOwn()
    {
        ProcessMetrics metrics = new(TimeProvider.System);
        Environment.ProcessCpuUsage before = Environment.CpuUsage;
        Dictionary<string, long> values = Read(metrics);
        Environment.ProcessCpuUsage after = Environment.CpuUsage;
        Assert.Equal(Environment.ProcessId, values["pid"]);
        Assert.InRange(values["ru_utime"], (long)before.UserTime.TotalNanoseconds, (long)after.UserTime.TotalNanoseconds);
        Assert.InRange(values["ru_stime"], (long)before.PrivilegedTime.TotalNanoseconds, (long)after.PrivilegedTime.TotalNanoseconds);
        using Process process = Process.GetCurrentProcess();
        Assert.InRange(values["ru_maxrss"], process.WorkingSet64 / 2, process.PeakWorkingSet64 * 2);
        Assert.True(values["ru_minflt"] > 0);
        Assert.True(values["ru_nvcsw"] > 0);
        Assert.True(values["gc_heap_bytes"] > 0);
    }

    [Fact]
    public void Counters_MoveWithTheWork()
    {
        ProcessMetrics metrics = new(TimeProvider.System);
        Dictionary<string, long> before = Read(metrics);
        long rounds = 0;
        Eventually.True(
            () =>
            {
                rounds += new byte[64 * 1024].Length;
                Dictionary<string, long> now = Read(metrics);
                return now["ru_utime"] + now["ru_stime"] > before["ru_utime"] + before["ru_stime"]
                    && now["gc_allocated_bytes"] > before["gc_allocated_bytes"];
            },
            "processor time and allocations grow");
        Assert.True(rounds > 0);
    }

    private static Dictionary<string, long> Read(ProcessMetrics metrics)
    {
        long[] sums = new long[metrics.Metrics.Count];
        metrics.Read(sums);
        Dictionary<string, long> values = [];
        for (int i = 0; i < sums.Length; i++)
        {
            values.Add(metrics.Metrics[i].Name, sums[i]);
        }

        return values;
    }
}
