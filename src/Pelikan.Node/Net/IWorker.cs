using System;
using System.Collections.Generic;
using Pelikan.Actors.DataPlane;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Net;

/// <summary>A worker whatever its protocol and store: what listeners, actors and the admin port see of it.</summary>
public interface IWorker : IEventLoop, IDisposable
{
    /// <summary>Sessions it has or is about to take up. Any thread.</summary>
    int Load { get; }

    /// <summary>Hand a connection over; false, and the connection still the caller's, when the queue is full or the worker stops. Any thread.</summary>
    bool TryAdopt(in AcceptedSocket socket);

    /// <summary>
    /// Show the sessions, <paramref name="countMax"/> of them at most, to <paramref name="visit"/>, on the calling thread. Those that
    /// come or go meanwhile may be missed.
    /// </summary>
    void VisitSessions(Action<SessionSnapshot> visit, int countMax = int.MaxValue);

    IReadOnlyList<IMetricSource> MetricSources { get; }

    IReadOnlyList<IHistogramSource> HistogramSources { get; }
}
