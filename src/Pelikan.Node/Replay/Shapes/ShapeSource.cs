using System;
using System.Linq;
using Pelikan.Node.Bench;

namespace Pelikan.Node.Replay.Shapes;

/// <summary>
/// A stream of requests with the published shape of a cluster: sizes, operations, TTLs, popularity, one-hit keys and new keys.
/// <see cref="ShapeRates"/> has the model. Requests are evenly spaced in time.
/// </summary>
/// <remarks>docs/shapes.md says what is published and what is chosen. Not safe for several threads.</remarks>
public sealed class ShapeSource : ITraceSource
{
    private const long DaysToMilliseconds = 86_400_000;
    private const long DurationMillisecondsMax = 7 * DaysToMilliseconds;
    private const int TtlsInDuration = 4;
    private const double SkipHottestMax = 0.1;

    /// <summary>
    /// Ranks are drawn with a steeper slope than the one wanted, because a rank that changes hands spreads its requests over several
    /// keys: counted by key over the whole stream, the slope comes out a tenth flatter.
    /// </summary>
    private const double ChurnSteepening = 1.1;

    /// <summary>Keys are numbered in 32 bits, and every request may bring a new one.</summary>
    private const long KeysMax = uint.MaxValue;

    /// <summary>What is put before a value at a time, in parts of its mean length.</summary>
    private const int AppendedPart = 100;

    private readonly ShapeOptions _options;
    private readonly ShapeRates _rates;
    private readonly ShapeSizes _sizes;
    private readonly KnownKeys _known;
    private readonly SecondRequests _seconds;
    private BenchRandom _random;
    private ulong _nextKey;
    private ulong _comesBack;
    private bool _hasOneBack;
    private double _skipped;

    private ShapeSource(ClusterFigures figures, ShapeOptions options)
    {
        _options = options;
        Name = figures.Name;
        _rates = ShapeRates.Of(figures);
        _sizes = new ShapeSizes(figures, _rates, options.Seed);
        MedianTtlMilliseconds = MedianTtl(figures);
        DurationMilliseconds = options.DurationMilliseconds > 0
            ? options.DurationMilliseconds
            : Math.Min(TtlsInDuration * MedianTtlMilliseconds, DurationMillisecondsMax);
        Scale = options.Requests / (figures.RequestsPerSecond * DurationMilliseconds / 1000);
        double births = options.Requests * _rates.Born;
        _known = new KnownKeys((long)births + options.Population, ChurnSteepening * figures.ZipfExponent, options.SkipHottest);
        double sent = options.SkipHottest == 0 ? births : options.Requests * _rates.BornWithout(options.SkipHottest, options.Population, ChurnSteepening * figures.ZipfExponent);
        _seconds = new SecondRequests(sent, sent * MedianTtlMilliseconds / DurationMilliseconds, options.Population);
        _random = new BenchRandom(options.Seed);
        for (long i = 0; i < options.Population; i++)
        {
            _known.Add(_nextKey++, ref _random);
        }
    }

    /// <summary>The cluster's published name.</summary>
    public string Name { get; }

    /// <summary>Half of the keys live no longer.</summary>
    public long MedianTtlMilliseconds { get; }

    /// <summary>Simulated time from the first request to the last.</summary>
    public long DurationMilliseconds { get; }

    /// <summary>Requests here for each that the published cluster had in the same time; skipped ones not counted.</summary>
    public double Scale { get; }

    public long Produced { get; private set; }

    /// <summary>Some keys are counted up, and so hold numbers: those with values of at most <see cref="ShapeSizes.CounterBytesMax"/> bytes.</summary>
    public bool HasCounters => _rates.CounterShare > 0;

    /// <summary>Requests for the most popular keys that were left out so far.</summary>
    public long Skipped => (long)_skipped;

    /// <inheritdoc/>
    public double Progress => Produced / (double)_options.Requests;

    /// <summary>Begin a stream.</summary>
    /// <param name="name"><c>cluster52</c>, or <c>52</c>.</param>
    /// <param name="options">How much of it.</param>
    /// <exception cref="ArgumentException">No such shape (the message lists them), or an option that is out of its range.</exception>
    public static ShapeSource Create(string name, ShapeOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Requests);
        ArgumentOutOfRangeException.ThrowIfNegative(options.DurationMilliseconds);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Population);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Requests, KeysMax - options.Population);
        ArgumentOutOfRangeException.ThrowIfNegative(options.SkipHottest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.SkipHottest, SkipHottestMax);
        return new ShapeSource(ClusterTable.Find(name), options);
    }

    /// <summary>The request that stored one of the keys known before the first request: 0 up to <see cref="ShapeOptions.Population"/>.</summary>
    public TraceRequest StoredBefore(long index) => RequestFor((ulong)index, TraceOperation.Set);

    /// <inheritdoc/>
    public bool TryNext(out TraceRequest request)
    {
        if (Produced == _options.Requests)
        {
            request = default;
            return false;
        }

        request = NextRequest();
        Produced++;
        return true;
    }

    public void Dispose()
    {
    }

    /// <summary>Which key, by <see cref="ShapeRates"/>, and what is done to it.</summary>
    private TraceRequest NextRequest()
    {
        if (_hasOneBack)
        {
            _hasOneBack = false;
            return LaterRequest(_comesBack);
        }

        // Of what is left out nothing is drawn, so the other kinds get its probability.
        double popular = _rates.Popular * _known.DrawnShare;
        double draw = _random.Unit() * (_rates.OneHit + _rates.Born + popular);
        if (draw < _rates.OneHit)
        {
            return FirstRequest();
        }

        if (draw < _rates.OneHit + _rates.Born || _known.Count == 0)
        {
            _known.Add(_nextKey, ref _random);
            _hasOneBack = _seconds.TryExchange(_nextKey, ref _random, out _comesBack);
            return FirstRequest();
        }

        _skipped += (1 - _known.DrawnShare) / _known.DrawnShare;
        return LaterRequest(_known.Next(ref _random));
    }

    private TraceRequest FirstRequest() => RequestFor(_nextKey++, _rates.First.At(_random.Unit()));

    private TraceRequest LaterRequest(ulong key)
    {
        Choice<TraceOperation> choice = _sizes.IsCounter(key) ? _rates.LaterOfCounter : _rates.Later;
        return RequestFor(key, (choice.IsEmpty ? _rates.First : choice).At(_random.Unit()));
    }

    private TraceRequest RequestFor(ulong key, TraceOperation operation)
    {
        int valueBytes = _sizes.ValueBytes(key);
        return new TraceRequest(
            (long)(Progress * DurationMilliseconds),
            key,
            _sizes.KeyBytes,
            operation is TraceOperation.Prepend or TraceOperation.Append ? 1 + (valueBytes / AppendedPart) : valueBytes,
            _sizes.TtlMilliseconds(key),
            operation);
    }

    private static long MedianTtl(ClusterFigures figures)
    {
        double sum = 0;
        foreach (Share<long> share in figures.Ttls.OrderBy(share => share.Item))
        {
            sum += share.Part;
            if (sum >= 0.5)
            {
                return share.Item;
            }
        }

        return DurationMillisecondsMax;
    }
}
