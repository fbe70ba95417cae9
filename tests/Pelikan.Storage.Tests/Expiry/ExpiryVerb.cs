namespace Pelikan.Storage.Tests.Expiry;

/// <summary>What a run does to a key. Each but a restart gives an item its expiry, hands it on, or reads it.</summary>
internal enum ExpiryVerb
{
    Get,
    Set,
    Add,
    Replace,
    CompareAndSet,
    Touch,
    GetAndTouch,
    Append,
    Increment,

    /// <summary>An update that stores an item with traits and tells its CAS id.</summary>
    Store,

    /// <summary>An update that gives another expiry and tells the CAS id.</summary>
    Renew,
    Delete,

    /// <summary>Only where the store restarts: a CAS id that was told must outlast that.</summary>
    GetWithCas,

    /// <summary>No key's: the store is sealed, and taken over later.</summary>
    Restart,
}

/// <summary>One thing done to one key, or to all if that is negative; kept to explain a failure.</summary>
internal readonly record struct ExpiryStep(int Number, long Now, ExpiryVerb Verb, int Key, long Expiry)
{
    public override string ToString() => Verb == ExpiryVerb.Restart
        ? $"  step {Number}: taken over at {Now}"
        : $"  step {Number} at {Now}: {Verb} key {Key}, expiry {Expiry}";
}

/// <summary>What must be stored under a key.</summary>
/// <param name="Value">Its bytes.</param>
/// <param name="Expiry">When it ends.</param>
internal sealed record ExpiryEntry(byte[] Value, Instant Expiry)
{
    /// <summary>The CAS id that was told of it; 0 for none.</summary>
    public ulong Cas { get; set; }
}
