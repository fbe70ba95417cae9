using Pelikan.Node.Replay.Shapes;

namespace Pelikan.Node.Replay.Traces;

/// <summary>A generated workload with the published shape of a cluster. docs/shapes.md says how it is made.</summary>
/// <param name="Shape">The cluster.</param>
/// <param name="Options">How much of it, and which.</param>
internal sealed record ShapeInput(string Shape, ShapeOptions Options) : TraceInput
{
    public override string Name => $"{Shape}, seed {Options.Seed}";

    public override bool IsRepeatable => true;

    /// <summary>The clusters' caches were filled by their clients.</summary>
    public override bool FillsOnMiss => true;

    public override ITraceSource Open(TraceTally tally)
    {
        ShapeSource source = ShapeSource.Create(Shape, Options);
        return Options.Population == 0 ? source : new PopulatedSource(source, Options);
    }

    /// <summary>The keys known before the first request, stored in order, and then the requests.</summary>
    private sealed class PopulatedSource : ITraceSource
    {
        private readonly ShapeSource _source;
        private readonly ShapeOptions _options;
        private long _stored;

        public PopulatedSource(ShapeSource source, ShapeOptions options)
        {
            _source = source;
            _options = options;
        }

        public double Progress => (double)(_stored + _source.Produced) / (_options.Population + _options.Requests);

        public bool TryNext(out TraceRequest request)
        {
            if (_stored == _options.Population)
            {
                return _source.TryNext(out request);
            }

            request = _source.StoredBefore(_stored++);
            return true;
        }

        public void Dispose() => _source.Dispose();
    }
}
