using System.Threading;

namespace Pelikan.Node.Admin;

/// <summary>Whether traffic should be sent here. Moves one way: starting, serving, draining. Read and written from any thread.</summary>
public sealed class Readiness
{
    private const int Starting = 0;
    private const int Serving = 1;
    private const int Draining = 2;

    private int _state;

    public bool IsServing => Volatile.Read(ref _state) == Serving;

    /// <summary>One word for a person or a probe.</summary>
    public string State => Volatile.Read(ref _state) switch
    {
        Starting => "starting",
        Serving => "serving",
        _ => "draining",
    };

    /// <summary>The data port accepts. Has no effect once draining began.</summary>
    public void BeginServing() => Interlocked.CompareExchange(ref _state, Serving, Starting);

    public void BeginDraining() => Volatile.Write(ref _state, Draining);
}
