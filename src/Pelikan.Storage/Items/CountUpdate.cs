using System;

namespace Pelikan.Storage.Items;

/// <summary>Steps a decimal value; flags and expiry stay.</summary>
internal struct CountUpdate : IItemUpdate
{
    private readonly ulong _delta;
    private readonly bool _down;

    /// <param name="delta">By how much.</param>
    /// <param name="down">Whether to subtract, stopping at 0, instead of adding modulo 2^64.</param>
    public CountUpdate(ulong delta, bool down) => (_delta, _down) = (delta, down);

    /// <summary>The number stored.</summary>
    public ulong Result { get; private set; }

    public StoreStatus Status { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        exists &= present.Kind == ItemKind.String;
        if (!exists || !Decimal.TryParse(present.Value, out ulong number))
        {
            Status = exists ? StoreStatus.NotNumeric : StoreStatus.NotFound;
            return UpdateAction.Leave;
        }

        Status = StoreStatus.Ok;
        Result = Decimal.Step(number, _delta, _down);
        item = NewItem.Of(present, Decimal.LengthOf(Result));
        return UpdateAction.Store;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => Decimal.Format(Result, value);
}
