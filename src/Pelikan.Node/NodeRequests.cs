using System;
using System.Threading.Tasks;
using Pelikan.Actors.Admin;

namespace Pelikan.Node;

/// <summary>What operators ask of the node, carried out.</summary>
internal sealed class NodeRequests(Action flush, Action shutdown) : INodeRequests
{
    public Task<Done> FlushAll()
    {
        flush();
        return Task.FromResult(Done.Instance);
    }

    public void BeginShutdown() => shutdown();
}
