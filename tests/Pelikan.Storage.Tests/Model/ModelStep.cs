namespace Pelikan.Storage.Tests.Model;

internal enum ModelVerb
{
    Get,
    GetWithCas,
    GetAndTouch,
    Set,
    Add,
    Replace,
    Append,
    Prepend,
    CompareAndSet,
    Increment,
    Decrement,
    Touch,
    Delete,

    /// <summary>A read of any kind of item, for some intent.</summary>
    Read,

    /// <summary>An update that stores, with kind, marks and CAS id.</summary>
    Store,

    /// <summary>An update that gives another expiry.</summary>
    Renew,

    /// <summary>An update that leaves the item as it is.</summary>
    Leave,
}

/// <summary>One operation with its arguments; a verb ignores those it does not take.</summary>
internal sealed record ModelStep(ModelVerb Verb, int Key, byte[] Value, uint Flags, Instant Expiry, ulong Cas, ulong Delta)
{
    public ReadIntent Intent { get; init; }

    /// <summary>What an update decides on, besides its action.</summary>
    public NewItem Fresh { get; init; }

    public override string ToString() =>
        $"{Verb} key {Key}, {Value.Length} bytes, flags {Flags}, expiry {Expiry.Milliseconds}, cas {Cas:x}, delta {Delta}, {Intent}, {Fresh}";
}
