using System;
using System.Buffers.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Strings;

/// <summary>Add to a signed number of 64 bits; an absent one is 0.</summary>
internal struct IncrementUpdate(long delta) : IItemUpdate
{
    public long Result { get; private set; }

    public NumberOutcome Outcome { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        long number = 0;
        Outcome = !exists ? NumberOutcome.Done
            : present.Kind != ItemKind.String ? NumberOutcome.WrongType
            : RespNumber.TryParse(present.Value, out number) ? NumberOutcome.Done
            : NumberOutcome.NotNumber;
        if (Outcome == NumberOutcome.Done && (delta < 0 ? number < long.MinValue - delta : number > long.MaxValue - delta))
        {
            Outcome = NumberOutcome.OutOfRange;
        }

        if (Outcome != NumberOutcome.Done)
        {
            return UpdateAction.Leave;
        }

        Result = number + delta;
        Span<byte> text = stackalloc byte[AsciiNumber.DigitsMax];
        Utf8Formatter.TryFormat(Result, text, out int length);
        item = StringUpdate.Of(in present, exists, length);
        return UpdateAction.Store;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => Utf8Formatter.TryFormat(Result, value, out _);
}
