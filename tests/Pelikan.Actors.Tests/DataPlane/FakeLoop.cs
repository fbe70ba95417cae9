using System;
using System.Collections.Concurrent;
using System.Threading;
using Pelikan.Actors.DataPlane;

namespace Pelikan.Actors.Tests.DataPlane;

/// <summary>A loop that runs until it is stopped, crashes or returns, as the test says.</summary>
internal sealed class FakeLoop(string name) : IEventLoop
{
    private readonly ManualResetEventSlim _end = new();
    private volatile Exception? _crash;

    public string Name { get; } = name;

    public ManualResetEventSlim Entered { get; } = new();

    public string? ThreadName { get; private set; }

    public int Entries { get; private set; }

    public bool Stopped { get; private set; }

    public void Run()
    {
        Entries++;
        ThreadName = Thread.CurrentThread.Name;
        Entered.Set();
        if (!_end.Wait(TimeSpan.FromSeconds(30)))
        {
            throw new TimeoutException($"nobody ended {Name}");
        }

        if (_crash is { } crash)
        {
            throw crash;
        }
    }

    public void Stop()
    {
        Stopped = true;
        _end.Set();
    }

    public void Crash(Exception failure)
    {
        _crash = failure;
        _end.Set();
    }

    public void Return() => _end.Set();
}

/// <summary>Stands in for the process.</summary>
internal sealed class RecordingFailure : IProcessFailure
{
    public BlockingCollection<(string Loop, Exception Failure)> Fatals { get; } = [];

    public void Fatal(string loopName, Exception failure) => Fatals.Add((loopName, failure));
}
