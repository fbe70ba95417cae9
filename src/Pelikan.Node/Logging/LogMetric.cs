namespace Pelikan.Node.Logging;

/// <summary>What the log counts. The order is that of <see cref="LogMetrics.All"/>.</summary>
internal enum LogMetric
{
    Write,
    WriteByte,
    WriteEx,
    Drop,
    DropByte,
    Flush,
    Open,
    OpenEx,
}
