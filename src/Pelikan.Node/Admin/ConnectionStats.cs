using System.Collections.Generic;
using Pelikan.Node.Net;

namespace Pelikan.Node.Admin;

/// <summary>One client connection as <c>stats conns</c> shows it.</summary>
/// <param name="Descriptor">Its file descriptor.</param>
/// <param name="Address">Such as <c>tcp:10.0.0.1:5678</c>, <c>tcp6:[::1]:5678</c> or <c>unix</c>.</param>
/// <param name="State">memcached's word for it, such as <c>conn_read</c>.</param>
/// <param name="SecondsSinceLastCommand">Whole seconds since it last sent or took something.</param>
public readonly record struct ConnectionStats(int Descriptor, string Address, string State, long SecondsSinceLastCommand)
{
    /// <summary>Listing many takes long, and whoever lists them on a worker's thread serves nobody meanwhile.</summary>
    internal const int CountMax = 2048;

    /// <summary>The sessions that some workers have now, <see cref="CountMax"/> of them at most. Any thread.</summary>
    public static IReadOnlyList<ConnectionStats> Of(IEnumerable<IWorker> workers)
    {
        List<ConnectionStats> connections = [];
        foreach (IWorker worker in workers)
        {
            worker.VisitSessions(
                session => connections.Add(
                    new ConnectionStats(session.Descriptor, session.Peer, StateOf(session.Phase), session.SecondsSinceLastCommand)),
                CountMax - connections.Count);
        }

        return connections;
    }

    internal static string StateOf(SessionPhase phase) => phase switch
    {
        SessionPhase.Open => "conn_read",
        SessionPhase.Ended or SessionPhase.HangingUp => "conn_mwrite",
        _ => "conn_closing",
    };
}
