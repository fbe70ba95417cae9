using System;
using System.Threading;
using Xunit;

namespace Pelikan.Node.Tests.Admin;

/// <summary>For what happens on another thread and tells nobody: look until it is so, up to a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    internal static void True(Func<bool> condition, string what) =>
        Assert.True(SpinWait.SpinUntil(condition, Deadline), $"not within {Deadline}: {what}");
}
