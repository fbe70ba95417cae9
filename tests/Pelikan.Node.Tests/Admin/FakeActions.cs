using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Pelikan.Node.Admin;

namespace Pelikan.Node.Tests.Admin;

/// <summary>Remembers what the admin port asked for; the test decides when a flush is done.</summary>
internal sealed class FakeActions : IAdminActions
{
    internal TaskCompletionSource FlushDone { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal TaskCompletionSource FlushBegun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal TaskCompletionSource ShutDown { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal int Resets { get; private set; }

    internal int Verbosity { get; private set; } = -1;

    internal Dictionary<string, (string Name, string Value)[]> Groups { get; } = new()
    {
        [""] = [("a_metric", "1"), ("b_metric", "2")],
        ["settings"] = [("maxbytes", "64")],
        ["items"] = [],
    };

    public string Version => "1.2.3";

    public Task FlushAllAsync(CancellationToken cancellation)
    {
        FlushBegun.TrySetResult();
        return FlushDone.Task;
    }

    internal Func<CancellationToken, Task<ImmutableArray<ShardCheck>>> Check { get; set; } = _ => Task.FromResult(ImmutableArray<ShardCheck>.Empty);

    public Task<ImmutableArray<ShardCheck>> CheckAsync(CancellationToken cancellation) => Check(cancellation);

    public void Shutdown() => ShutDown.SetResult();

    public bool VisitStats(string group, Action<string, string> visit)
    {
        if (group == "broken")
        {
            throw new InvalidOperationException("broken on purpose");
        }

        if (!Groups.TryGetValue(group, out (string Name, string Value)[]? values))
        {
            return false;
        }

        foreach ((string name, string value) in values)
        {
            visit(name, value);
        }

        return true;
    }

    public void ResetStats() => Resets++;

    public void SetVerbosity(int level) => Verbosity = level;
}
