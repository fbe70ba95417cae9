using System;
using Pelikan.Storage;

namespace Pelikan.Actors.Storage;

/// <summary>A partition as its storage actor sees it. Workers use the same partition meanwhile, and notice nothing.</summary>
public interface IPartition : IDisposable
{
    /// <summary>
    /// Drop what has expired, finish flushes, and free segments ahead of demand: a bounded piece of work. One thread at a time.
    /// </summary>
    /// <returns>Segments freed.</returns>
    int Maintain(Instant now);

    /// <summary>
    /// Have <paramref name="wake"/> called when free segments run out, on the thread of the worker that finds out. It costs
    /// that worker no lock and no allocation.
    /// </summary>
    void OnPressure(Action wake);
}
