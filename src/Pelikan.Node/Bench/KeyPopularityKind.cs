namespace Pelikan.Node.Bench;

/// <summary>The shapes of <see cref="KeyPopularity"/>.</summary>
internal enum KeyPopularityKind
{
    Uniform,
    Zipf,
    Sequential,
}
