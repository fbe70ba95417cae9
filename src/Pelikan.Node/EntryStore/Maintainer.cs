using System.Threading;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.EntryStore;

/// <summary>
/// One place in the epoch table for the owners of many partitions, who use it by turns: places are few, and every thread
/// that frees memory looks at all of them.
/// </summary>
public sealed class Maintainer
{
    private readonly EpochParticipant _participant;
    private readonly Lock _turn = new();
    private bool _ended;

    /// <param name="epoch">The node's epochs.</param>
    public Maintainer(Epoch epoch) => _participant = epoch.Register();

    /// <summary>One round for one partition; waits while another one has its round here. Control plane only.</summary>
    /// <returns>Segments that became free.</returns>
    public int Maintain(SegCache cache, Instant now)
    {
        lock (_turn)
        {
            return _ended ? 0 : cache.Maintain(_participant, now);
        }
    }

    /// <summary>No round begins any more, and none is under way when this returns.</summary>
    public void End()
    {
        lock (_turn)
        {
            _ended = true;
        }
    }
}
