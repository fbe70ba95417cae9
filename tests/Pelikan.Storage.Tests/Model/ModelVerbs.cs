using System;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Storage.Tests.Model;

/// <summary>A step, run on the store.</summary>
internal static class ModelVerbs
{
    public static StoreStatus Run(
        SegCache cache, ModelStep step, byte[] key, in EpochGuard guard, out ItemView item, out ulong number, out ItemAccess access)
    {
        item = default;
        number = 0;
        access = default;
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
            case ModelVerb.Read:
                return cache.Read(key, step.Intent, guard, out item, out access);
            case ModelVerb.Store:
                return Update(cache, key, UpdateAction.Store, step, guard, out number);
            case ModelVerb.Renew:
                return Update(cache, key, UpdateAction.Touch, step, guard, out number);
            case ModelVerb.Leave:
                return Update(cache, key, UpdateAction.Leave, step, guard, out number);
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step.Verb, "no such verb");
        }
    }

    /// <summary>NotFound where an update that needs an item met none.</summary>
    private static StoreStatus Update(
        SegCache cache, byte[] key, UpdateAction action, ModelStep step, in EpochGuard guard, out ulong cas)
    {
        FixedUpdate update = new(action, step.Fresh, step.Value);
        StoreStatus status = cache.Update(key, ref update, guard, out cas);
        return status == StoreStatus.Ok && !update.SawItem && action != UpdateAction.Store ? StoreStatus.NotFound : status;
    }
}
