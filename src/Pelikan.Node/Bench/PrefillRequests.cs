namespace Pelikan.Node.Bench;

/// <summary>Stores every key of one thread's share once, in order, and a zero in every counter if the mix counts.</summary>
internal sealed class PrefillRequests : RequestSource
{
    private readonly BenchOptions _options;
    private readonly long _end;
    private BenchRandom _random;
    private long _key;
    private bool _counterIsNext;

    public PrefillRequests(BenchOptions options, int thread)
    {
        _options = options;
        _key = options.Keys * thread / options.Threads;
        _end = options.Keys * (thread + 1) / options.Threads;
        _random = new BenchRandom(BenchRandom.Mix(~options.Seed) + (ulong)thread);
    }

    public override bool Next(BenchRequest request)
    {
        if (_key == _end)
        {
            return false;
        }

        request.Verb = BenchVerb.Set;
        request.KeyCount = 1;
        request.Keys[0] = _key;
        request.IsCounter = _counterIsNext;
        request.ValueSize = _options.ValueSize.Next(ref _random);
        request.Nonce = (uint)_random.Next();
        request.Ttl = _options.Ttl.Next(ref _random);
        Advance();
        return true;
    }

    private void Advance()
    {
        _counterIsNext = _options.Mix.CountsNumbers && !_counterIsNext;
        if (!_counterIsNext)
        {
            _key++;
        }
    }
}
