using System;
using System.Collections.Generic;

namespace Pelikan.Node.Net;

/// <summary>Chooses a worker for a new connection: the one with the least load, by turns where several have it.</summary>
internal sealed class WorkerPlacement
{
    private readonly IReadOnlyList<IWorker> _workers;
    private int _next;

    internal WorkerPlacement(IReadOnlyList<IWorker> workers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(workers.Count);
        _workers = workers;
    }

    /// <summary>Hand the connection over; false when no worker has room for it.</summary>
    internal bool TryPlace(in AcceptedSocket socket)
    {
        int first = LeastLoaded();
        for (int i = 0; i < _workers.Count; i++)
        {
            int index = (first + i) % _workers.Count;
            if (_workers[index].TryAdopt(in socket))
            {
                _next = (index + 1) % _workers.Count;
                return true;
            }
        }

        return false;
    }

    private int LeastLoaded()
    {
        int best = _next;
        for (int i = 1; i < _workers.Count; i++)
        {
            int index = (_next + i) % _workers.Count;
            if (_workers[index].Load < _workers[best].Load)
            {
                best = index;
            }
        }

        return best;
    }
}
