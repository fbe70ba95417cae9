namespace Pelikan.Node.Bench;

/// <summary>Where a thread's requests come from.</summary>
internal abstract class RequestSource
{
    /// <summary>Fill in the next request; false if there is none left.</summary>
    public abstract bool Next(BenchRequest request);
}
