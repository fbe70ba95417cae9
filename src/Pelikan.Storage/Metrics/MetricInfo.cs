namespace Pelikan.Storage.Metrics;

public enum MetricKind : byte
{
    /// <summary>Only grows.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,
}

/// <summary>One metric's public face: its name is what an operator reads in <c>stats</c> and in Prometheus.</summary>
public sealed record MetricInfo(string Name, MetricKind Kind, string Help);
