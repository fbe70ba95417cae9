using System;
using System.Linq;
using System.Numerics;
using System.Text;
using Pelikan.Storage.Items;

namespace Pelikan.Storage.Tests.Model;

/// <summary>What each operation means, as a pure function of the key's present entry. Written from the protocol, not from the store.</summary>
internal static class StoreModel
{
    /// <returns>The expected status and the key's entry after it. <paramref name="before"/> is null where nothing live is stored.</returns>
    public static (StoreStatus Status, ModelEntry? After) Apply(ModelStep step, ModelEntry? before, Instant now, int keyBytes, int segmentBytes)
    {
        switch (step.Verb)
        {
            case ModelVerb.Get:
            case ModelVerb.GetWithCas:
                return (before is null ? StoreStatus.NotFound : StoreStatus.Ok, before);
            case ModelVerb.Delete:
                return (before is null ? StoreStatus.NotFound : StoreStatus.Ok, null);
            case ModelVerb.Touch:
            case ModelVerb.GetAndTouch:
                return before is null
                    ? (StoreStatus.NotFound, null)
                    : (StoreStatus.Ok, step.Expiry <= now ? null : before with { Expiry = step.Expiry });
            case ModelVerb.Append:
            case ModelVerb.Prepend:
                return before is null ? (StoreStatus.NotStored, null) : Extend(step, before, keyBytes, segmentBytes);
            case ModelVerb.Increment:
            case ModelVerb.Decrement:
                return before is null ? (StoreStatus.NotFound, null) : Count(step, before);
            case ModelVerb.CompareAndSet:
                return before is null ? (StoreStatus.NotFound, null)
                    : before.Cas == 0 || before.Cas != step.Cas ? (StoreStatus.Exists, before)
                    : Store(step, before, now, keyBytes, segmentBytes, condition: true);
            default:
                bool allowed = step.Verb == ModelVerb.Set || (step.Verb == ModelVerb.Add) == (before is null);
                return Store(step, before, now, keyBytes, segmentBytes, allowed);
        }
    }

    private static (StoreStatus Status, ModelEntry? After) Store(
        ModelStep step, ModelEntry? before, Instant now, int keyBytes, int segmentBytes, bool condition)
    {
        if (step.Expiry <= now)
        {
            return condition ? (StoreStatus.Ok, null) : (StoreStatus.NotStored, before);
        }

        if (Size(keyBytes, step.Value.Length, step.Flags, step.Expiry) > segmentBytes)
        {
            return (StoreStatus.TooLarge, before);
        }

        return condition
            ? (StoreStatus.Ok, new ModelEntry(step.Value, step.Flags, step.Expiry, 0))
            : (StoreStatus.NotStored, before);
    }

    private static (StoreStatus Status, ModelEntry? After) Extend(ModelStep step, ModelEntry before, int keyBytes, int segmentBytes)
    {
        byte[] joined = step.Verb == ModelVerb.Append ? [.. before.Value, .. step.Value] : [.. step.Value, .. before.Value];
        return Size(keyBytes, joined.Length, before.Flags, before.Expiry) > segmentBytes
            ? (StoreStatus.TooLarge, before)
            : (StoreStatus.Ok, before with { Value = joined, Cas = 0 });
    }

    private static (StoreStatus Status, ModelEntry? After) Count(ModelStep step, ModelEntry before)
    {
        bool digits = before.Value.Length is > 0 and <= 20 && before.Value.All(b => b is >= (byte)'0' and <= (byte)'9');
        BigInteger number = digits ? BigInteger.Parse(Encoding.ASCII.GetString(before.Value)) : -1;
        if (number < 0 || number > ulong.MaxValue)
        {
            return (StoreStatus.NotNumeric, before);
        }

        BigInteger result = step.Verb == ModelVerb.Increment
            ? (number + step.Delta) % (BigInteger.One << 64)
            : BigInteger.Max(0, number - step.Delta);
        return (StoreStatus.Ok, before with { Value = Encoding.ASCII.GetBytes(result.ToString()), Cas = 0 });
    }

    private static int Size(int keyBytes, int valueBytes, uint flags, Instant expiry) =>
        ItemHeader.SizeOf(ItemHeader.OptionsFor(flags, expiry, 0), keyBytes, valueBytes);
}
