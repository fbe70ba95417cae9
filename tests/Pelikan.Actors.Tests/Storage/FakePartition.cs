using System;
using System.Collections.Concurrent;
using Pelikan.Actors.Storage;
using Pelikan.Storage;

namespace Pelikan.Actors.Tests.Storage;

/// <summary>Notes when it is looked after; fails as often as the test says.</summary>
internal sealed class FakePartition : IPartition
{
    private Action? _wake;
    private int _inside;

    public BlockingCollection<Instant> Maintained { get; } = [];

    public int FailuresLeft { get; set; }

    public int Overlaps { get; private set; }

    public bool Disposed { get; private set; }

    public Action? During { get; set; }

    public int Maintain(Instant now)
    {
        Overlaps += System.Threading.Interlocked.Increment(ref _inside) - 1;
        try
        {
            During?.Invoke();
            Maintained.Add(now);
            return FailuresLeft-- > 0 ? throw new FormatException("maintenance") : 3;
        }
        finally
        {
            System.Threading.Interlocked.Decrement(ref _inside);
        }
    }

    public void OnPressure(Action wake) => _wake = wake;

    public void RaisePressure() => _wake?.Invoke();

    public void Dispose() => Disposed = true;
}
