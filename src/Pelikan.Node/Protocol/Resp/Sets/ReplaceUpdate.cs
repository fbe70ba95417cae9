using System;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Stores the collection that the editor holds, whatever the key had, and without its expiry; an empty one takes the item out.</summary>
internal struct ReplaceUpdate(PackEditor packs, int valueBytesMax) : IItemUpdate
{
    public ChangeOutcome Outcome { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        ChangeOutcome outcome = ChangeOutcome.Done;
        UpdateAction action = CollectionChange.Conclude(packs, default, exists: false, valueBytesMax, ref outcome, out item);
        Outcome = outcome;
        return action;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => packs.Write(value);
}
