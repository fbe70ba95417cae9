using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Collections;

/// <summary>A change of one collection, as a command makes it. Made again from the start when another thread was there first.</summary>
internal interface IPackChange
{
    /// <summary>What it changes.</summary>
    ItemKind Kind { get; }

    /// <summary>Change what the editor holds, and note what is to be answered.</summary>
    /// <param name="packs">The present collection; an empty one where there is none.</param>
    /// <param name="exists">Whether there is one.</param>
    /// <returns>Whether anything changed.</returns>
    bool Apply(PackEditor packs, bool exists);
}
