using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Strings;

/// <summary>Add to a number with a fraction; an absent one is 0.</summary>
internal ref struct FloatIncrementUpdate : IItemUpdate
{
    private readonly ExtendedFloat _delta;
    private readonly bool _isInfinite;
    private readonly Span<byte> _text;
    private int _length;

    /// <param name="delta">What is added.</param>
    /// <param name="isInfinite">Whether that is an infinity.</param>
    /// <param name="text">Room for the sum: <see cref="ExtendedFloat.BytesMax"/>.</param>
    public FloatIncrementUpdate(ExtendedFloat delta, bool isInfinite, Span<byte> text)
    {
        _delta = delta;
        _isInfinite = isInfinite;
        _text = text;
    }

    public NumberOutcome Outcome { get; private set; }

    public readonly ReadOnlySpan<byte> Text => _text[.._length];

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        ExtendedFloat number = default;
        bool isInfinite = false;
        Outcome = !exists ? NumberOutcome.Done
            : present.Kind != ItemKind.String ? NumberOutcome.WrongType
            : ExtendedFloat.TryParse(present.Value, out number, out isInfinite) ? NumberOutcome.Done
            : NumberOutcome.NotNumber;
        ExtendedFloat sum = exists ? ExtendedFloat.Add(number, _delta) : _delta;
        if (Outcome == NumberOutcome.Done && (_isInfinite || isInfinite || !sum.IsFinite))
        {
            Outcome = NumberOutcome.OutOfRange;
        }

        if (Outcome != NumberOutcome.Done)
        {
            return UpdateAction.Leave;
        }

        _length = sum.Format(_text);
        item = StringUpdate.Of(in present, exists, _length);
        return UpdateAction.Store;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => Text.CopyTo(value);
}
