using System;

namespace Pelikan.Node.Bench;

/// <summary>One request, before it has the bytes of a protocol. A thread reuses one object for all its requests.</summary>
internal sealed class BenchRequest
{
    private readonly long[] _keys;

    public BenchRequest(int keysMax)
    {
        _keys = new long[keysMax];
        KeyCount = 1;
    }

    public BenchVerb Verb { get; set; }

    public int KeyCount { get; set; }

    /// <summary>The key numbers asked for; a request that is not a read has one.</summary>
    public Span<long> Keys => _keys.AsSpan(0, KeyCount);

    public long Key => _keys[0];

    /// <summary>The value's size, where one is sent.</summary>
    public int ValueSize { get; set; }

    /// <summary>In seconds; 0 is no expiry.</summary>
    public int Ttl { get; set; }

    /// <summary>Picks the value's filler.</summary>
    public uint Nonce { get; set; }

    /// <summary>Counters have keys of their own, so that arithmetic never meets a checkable value.</summary>
    public bool IsCounter { get; set; }
}
