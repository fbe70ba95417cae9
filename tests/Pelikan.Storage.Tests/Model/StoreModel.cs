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
                return before is null ? (StoreStatus.NotFound, null)
                    : before.IsCollection ? (StoreStatus.WrongKind, before)
                    : (StoreStatus.Ok, before.Read(now));
            case ModelVerb.Read:
                return before is null ? (StoreStatus.NotFound, null)
                    : (StoreStatus.Ok, (step.Intent & ReadIntent.Use) != 0 ? before.Read(now) : before);
            case ModelVerb.Leave:
                return (before is null ? StoreStatus.NotFound : StoreStatus.Ok, before);
            case ModelVerb.Delete:
                return (before is null ? StoreStatus.NotFound : StoreStatus.Ok, null);
            case ModelVerb.Touch:
            case ModelVerb.GetAndTouch:
            case ModelVerb.Renew:
                return before is null ? (StoreStatus.NotFound, null)
                    : before.IsCollection && step.Verb != ModelVerb.Renew ? (StoreStatus.WrongKind, before)
                    : (StoreStatus.Ok, Touched(step, before, now));
            case ModelVerb.Append:
            case ModelVerb.Prepend:
                return before is null or { IsCollection: true }
                    ? (StoreStatus.NotStored, before)
                    : Extend(step, before, now, keyBytes, segmentBytes);
            case ModelVerb.Increment:
            case ModelVerb.Decrement:
                return before is null or { IsCollection: true } ? (StoreStatus.NotFound, before) : Count(step, before, now);
            case ModelVerb.CompareAndSet:
                return before is null or { IsCollection: true } ? (StoreStatus.NotFound, before)
                    : before.Cas == 0 || before.Cas != step.Cas ? (StoreStatus.Exists, before)
                    : Store(step, before, now, keyBytes, segmentBytes, condition: true);
            case ModelVerb.Store:
                return Store(step, before, now, keyBytes, segmentBytes, condition: true);
            default:
                bool allowed = step.Verb == ModelVerb.Set || (step.Verb == ModelVerb.Add) == (before is null);
                return Store(step, before, now, keyBytes, segmentBytes, allowed);
        }
    }

    private static ModelEntry? Touched(ModelStep step, ModelEntry before, Instant now) =>
        step.Expiry <= now ? null : (step.Verb == ModelVerb.GetAndTouch ? before.Read(now) : before) with { Expiry = step.Expiry };

    private static (StoreStatus Status, ModelEntry? After) Store(
        ModelStep step, ModelEntry? before, Instant now, int keyBytes, int segmentBytes, bool condition)
    {
        if (step.Expiry <= now)
        {
            return condition ? (StoreStatus.Ok, null) : (StoreStatus.NotStored, before);
        }

        NewItem fresh = step.Fresh;
        bool keepsAccess = fresh.Kind != ItemKind.String || fresh.Marks != ItemMarks.None || fresh.KeepsAccess;
        if (Size(keyBytes, step.Value.Length, step.Flags, step.Expiry, fresh.Cas, keepsAccess) > segmentBytes)
        {
            return (StoreStatus.TooLarge, before);
        }

        ModelEntry stored = new(step.Value, step.Flags, step.Expiry, fresh.Cas)
        {
            Kind = fresh.Kind,
            Marks = fresh.Marks,
            KeepsAccess = keepsAccess,
            AccessSecond = now.Milliseconds / 1000,
        };
        return condition ? (StoreStatus.Ok, stored) : (StoreStatus.NotStored, before);
    }

    private static (StoreStatus Status, ModelEntry? After) Extend(
        ModelStep step, ModelEntry before, Instant now, int keyBytes, int segmentBytes)
    {
        byte[] joined = step.Verb == ModelVerb.Append ? [.. before.Value, .. step.Value] : [.. step.Value, .. before.Value];
        if (Size(keyBytes, joined.Length, before.Flags, before.Expiry, cas: 0, before.KeepsAccess) > segmentBytes)
        {
            return (StoreStatus.TooLarge, before);
        }

        ItemMarks marks = before.Marks & ItemMarks.BinaryKey;
        return (StoreStatus.Ok, before with { Value = joined, Cas = 0, Marks = marks, AccessSecond = now.Milliseconds / 1000 });
    }

    private static (StoreStatus Status, ModelEntry? After) Count(ModelStep step, ModelEntry before, Instant now)
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
        byte[] value = Encoding.ASCII.GetBytes(result.ToString());
        return (StoreStatus.Ok, before with { Value = value, Cas = 0, AccessSecond = now.Milliseconds / 1000 });
    }

    private static int Size(int keyBytes, int valueBytes, uint flags, Instant expiry, ulong cas, bool traits) =>
        ItemHeader.SizeOf(ItemHeader.OptionsFor(flags, expiry, cas, traits), keyBytes, valueBytes);
}
