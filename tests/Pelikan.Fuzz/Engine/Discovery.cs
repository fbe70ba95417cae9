namespace Pelikan.Fuzz.Engine;

/// <summary>What a run showed that no run had shown before. In rising order.</summary>
internal enum Discovery
{
    Nothing,

    /// <summary>A known edge, taken more often by an order of magnitude of two.</summary>
    Magnitude,

    /// <summary>An edge never taken.</summary>
    Edge,
}
