namespace Pelikan.Storage.Tests.Expiry;

/// <summary>What a run does to a key. Each gives an item its expiry, hands it on, or reads it.</summary>
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
    Delete,
}

/// <summary>One thing done to one key, kept to explain a failure.</summary>
internal readonly record struct ExpiryStep(int Number, long Now, ExpiryVerb Verb, int Key, long Expiry)
{
    public override string ToString() => $"  step {Number} at {Now}: {Verb} key {Key}, expiry {Expiry}";
}

/// <summary>What must be stored under a key.</summary>
internal sealed record ExpiryEntry(byte[] Value, Instant Expiry);
