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
}

/// <summary>One operation with its arguments; a verb ignores those it does not take.</summary>
internal sealed record ModelStep(ModelVerb Verb, int Key, byte[] Value, uint Flags, Instant Expiry, ulong Cas, ulong Delta)
{
    public override string ToString() =>
        $"{Verb} key {Key}, {Value.Length} bytes, flags {Flags}, expiry {Expiry.Milliseconds}, cas {Cas:x}, delta {Delta}";
}
