using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Keys;

/// <summary>Give an item of any kind another expiry, under conditions on the one it has; one that has passed takes it out.</summary>
internal struct ExpireUpdate(Instant expiry, ExpireConditions conditions, Instant now) : IItemUpdate
{
    public bool IsDone { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = new NewItem(0, 0, expiry);
        IsDone = exists && Holds(present.Expiry);
        return !IsDone ? UpdateAction.Leave
            : expiry <= now ? UpdateAction.Remove
            : UpdateAction.Touch;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value)
    {
    }

    private readonly bool Holds(Instant present)
    {
        bool expires = present != Instant.Never;
        return ((conditions & ExpireConditions.OnlyNew) == 0 || !expires)
            && ((conditions & ExpireConditions.OnlyPresent) == 0 || expires)
            && ((conditions & ExpireConditions.OnlyLater) == 0 || expiry > present)
            && ((conditions & ExpireConditions.OnlyEarlier) == 0 || !expires || expiry < present);
    }
}
