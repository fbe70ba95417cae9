namespace Pelikan.Node.Bench;

/// <summary>A request whose reply has not come in full.</summary>
internal struct PendingRequest
{
    /// <summary>When it was to be sent, in Stopwatch ticks: under a fixed rate this may lie before it was.</summary>
    public long IntendedAt;

    public BenchVerb Verb;

    public int KeyCount;

    /// <summary>How many of the keys the reply has spoken of so far; for memcached, how far down the list the last value was.</summary>
    public int KeysSeen;

    /// <summary>How many values have come.</summary>
    public int Hits;

    /// <summary>Elements of a redis array still to come; 0 before its header.</summary>
    public int ElementsLeft;

    /// <summary>One more key has its reply, where each has one of its own.</summary>
    public ReplyStatus NextKey()
    {
        KeysSeen++;
        return KeysSeen < KeyCount ? ReplyStatus.Part : ReplyStatus.Complete;
    }
}
