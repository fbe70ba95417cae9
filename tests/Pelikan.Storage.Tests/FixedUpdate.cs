using System;

namespace Pelikan.Storage.Tests;

/// <summary>An update that decides the same whatever is there, and tells what that was.</summary>
internal struct FixedUpdate(UpdateAction action, NewItem fresh, byte[] value) : IItemUpdate
{
    /// <summary>Whether there was an item.</summary>
    public bool SawItem { get; private set; }

    public ulong SawCas { get; private set; }

    public ItemMarks SawMarks { get; private set; }

    /// <summary>Store a value as an item of these properties.</summary>
    public static FixedUpdate Store(byte[] value, NewItem fresh) => new(UpdateAction.Store, fresh with { ValueLength = value.Length }, value);

    /// <summary>Give the present item another expiry.</summary>
    public static FixedUpdate Touch(Instant expiry, bool tellsCas = false) =>
        new(UpdateAction.Touch, new NewItem(0, 0, expiry) { TellsCas = tellsCas }, []);

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        SawItem = exists;
        SawCas = present.Cas;
        SawMarks = present.Marks;
        item = fresh;
        return action;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> destination) => value.CopyTo(destination);
}
