using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Keys;

/// <summary>Let an item that expires live until it is evicted.</summary>
internal struct PersistUpdate : IItemUpdate
{
    public bool IsDone { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = new NewItem(0, 0, Instant.Never);
        IsDone = exists && present.Expiry != Instant.Never;
        return IsDone ? UpdateAction.Touch : UpdateAction.Leave;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value)
    {
    }
}
