using System;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Storage.Tests.Model;

/// <summary>A step, run on the store.</summary>
internal static class ModelVerbs
{
    public static StoreStatus Run(
        SegCache cache, ModelStep step, byte[] key, in EpochGuard guard, out ItemView item, out ulong number)
    {
        item = default;
        number = 0;
        switch (step.Verb)
        {
            case ModelVerb.Get:
                cache.Prefetch(key, [Range.All]);
                return cache.Get(key, guard, out item);
            case ModelVerb.GetWithCas:
                return cache.GetWithCas(key, guard, out item);
            case ModelVerb.GetAndTouch:
                return cache.GetAndTouch(key, step.Expiry, guard, out item);
            case ModelVerb.Set:
                return cache.Set(key, step.Value, step.Flags, step.Expiry, guard);
            case ModelVerb.Add:
                return cache.Add(key, step.Value, step.Flags, step.Expiry, guard);
            case ModelVerb.Replace:
                return cache.Replace(key, step.Value, step.Flags, step.Expiry, guard);
            case ModelVerb.Append:
                return cache.Append(key, step.Value, guard);
            case ModelVerb.Prepend:
                return cache.Prepend(key, step.Value, guard);
            case ModelVerb.CompareAndSet:
                return cache.CompareAndSet(key, step.Value, step.Flags, step.Expiry, step.Cas, guard);
            case ModelVerb.Increment:
                return cache.Increment(key, step.Delta, guard, out number);
            case ModelVerb.Decrement:
                return cache.Decrement(key, step.Delta, guard, out number);
            case ModelVerb.Touch:
                return cache.Touch(key, step.Expiry, guard);
            case ModelVerb.Delete:
                return cache.Delete(key, guard);
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step.Verb, "no such verb");
        }
    }
}
