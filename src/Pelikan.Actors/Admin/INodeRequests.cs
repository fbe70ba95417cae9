using System.Threading.Tasks;

namespace Pelikan.Actors.Admin;

/// <summary>What an operator may ask of the node as a whole.</summary>
public interface INodeRequests
{
    /// <summary>Drop every item of every partition; done when none of them can be read any more.</summary>
    Task<Done> FlushAll();

    /// <summary>Begin the coordinated shutdown, and return.</summary>
    void BeginShutdown();
}
