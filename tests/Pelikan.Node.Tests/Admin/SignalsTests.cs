using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using Pelikan.Actors.Guardian;
using Pelikan.Node.Admin;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Admin;

public sealed class SignalsTests
{
    [Fact]
    public void SecondStopSignal_EndsTheProcessAtOnce()
    {
        ConcurrentQueue<string> seen = new();
        using Signals signals = new(() => seen.Enqueue("stop"), () => seen.Enqueue("reopen"), code => seen.Enqueue($"exit {code}"));
        signals.On(PosixSignal.SIGHUP);
        signals.On(PosixSignal.SIGTERM);
        signals.On(PosixSignal.SIGHUP);
        signals.On(PosixSignal.SIGTERM);
        signals.On(PosixSignal.SIGINT);
        Assert.Equal(["reopen", "stop", "reopen", "exit 143", "exit 130"], seen);
    }

    [Fact]
    public void RealSignals_ReachTheCallbacks()
    {
        ConcurrentQueue<string> seen = new();
        using Signals signals = new(() => seen.Enqueue("stop"), () => seen.Enqueue("reopen"), code => seen.Enqueue($"exit {code}"));
        Kill("HUP");
        Eventually.True(() => seen.Count == 1, "SIGHUP is handled");
        Kill("TERM");
        Eventually.True(() => seen.Count == 2, "SIGTERM is handled");
        Assert.Equal(["reopen", "stop"], seen);
    }

    [Fact]
    public void PidFile_HoldsTheNumberWhileTheProcessRuns()
    {
        string path = Path.Combine(Path.GetTempPath(), $"pelikan-{Guid.NewGuid():N}.pid");
        File.WriteAllText(path, "1\n");
        using (PidFile.Write(path, 4711))
        {
            Assert.Equal("4711\n", File.ReadAllText(path));
        }

        Assert.False(File.Exists(path));
        Assert.Throws<DirectoryNotFoundException>(() => PidFile.Write(Path.Combine(path, "no", "such", "folder"), 1));
    }

    [Fact]
    public void PidFile_ThatAnotherProcessWroteMeanwhile_Stays()
    {
        string path = Path.Combine(Path.GetTempPath(), $"pelikan-{Guid.NewGuid():N}.pid");
        using (PidFile.Write(path, 4711))
        {
            File.WriteAllText(path, "4712\n");
        }

        Assert.Equal("4712\n", File.ReadAllText(path));
        File.Delete(path);
    }

    [Fact]
    public void Readiness_MovesOneWay()
    {
        NodeReadiness readiness = new();
        Assert.Equal(NodeState.Starting, readiness.State);
        readiness.Reach(NodeState.Serving);
        Assert.True(readiness.IsServing);
        readiness.Reach(NodeState.Draining);
        readiness.Reach(NodeState.Serving);
        Assert.False(readiness.IsServing);
        Assert.Equal(NodeState.Draining, readiness.State);
    }

    private static void Kill(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
