using System;

namespace Pelikan.Node.Bench;

/// <summary>The load proper: verbs, keys, sizes and times to live drawn as the options say, without end.</summary>
internal sealed class MixedRequests : RequestSource
{
    private readonly BenchOptions _options;
    private readonly KeyChooser _keys;
    private BenchRandom _random;

    /// <param name="options">The run.</param>
    /// <param name="thread">From 0; every thread draws from a stream of its own.</param>
    public MixedRequests(BenchOptions options, int thread)
    {
        _options = options;
        _keys = new KeyChooser(options.KeyPopularity, options.Keys, options.Keys / options.Threads * thread);
        _random = new BenchRandom(BenchRandom.Mix(options.Seed) + (ulong)thread);
    }

    public override bool Next(BenchRequest request)
    {
        BenchVerb verb = _options.Mix.Next(ref _random);
        request.Verb = verb;
        request.KeyCount = verb is BenchVerb.Get or BenchVerb.Gets ? _options.Multiget : 1;
        request.IsCounter = verb is BenchVerb.Incr or BenchVerb.Decr;
        Span<long> keys = request.Keys;
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = _keys.Next(ref _random);
        }

        if (verb is BenchVerb.Set or BenchVerb.Add or BenchVerb.Replace)
        {
            request.ValueSize = _options.ValueSize.Next(ref _random);
            request.Nonce = (uint)_random.Next();
        }

        request.Ttl = _options.Ttl.Next(ref _random);
        return true;
    }
}
