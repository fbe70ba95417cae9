namespace Pelikan.Fuzz.Targets;

/// <summary>What engine and targets agree on about inputs.</summary>
internal static class Inputs
{
    /// <summary>No input is longer.</summary>
    public const int BytesMax = 4096;
}
