using System;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests;

public sealed class RuntimeTrimTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly RuntimeTrim _trim;
    private long _compiled;
    private int _released;

    public RuntimeTrimTests() => _trim = new RuntimeTrim(_clock, () => _compiled, () => _released++);

    public void Dispose() => _trim.Dispose();

    [Fact]
    public void NothingIsReleasedWhileMuchIsCompiled()
    {
        for (int i = 0; i < 10; i++)
        {
            Look(compiled: RuntimeTrim.MethodsMin);
        }

        Assert.Equal(0, _released);
    }

    [Fact]
    public void AllIsReleasedOnceLittleIsCompiled()
    {
        Look(compiled: 1000);
        for (int i = 0; i < 10; i++)
        {
            Look(compiled: RuntimeTrim.MethodsMin - 1);
        }

        Assert.Equal(RuntimeTrim.Passes, _released);
    }

    [Fact]
    public void ItBeginsAnewWhenMuchIsCompiledAgain()
    {
        Look(compiled: 1000);
        Look(compiled: 0);
        Look(compiled: 1000);
        for (int i = 0; i < 10; i++)
        {
            Look(compiled: 0);
        }

        Assert.Equal(1 + RuntimeTrim.Passes, _released);
    }

    private void Look(int compiled)
    {
        _compiled += compiled;
        _clock.Advance(RuntimeTrim.Interval);
    }
}
