namespace Pelikan.Node.Replay.Traces;

/// <summary>Every bound of the trace readers, by name. Sizes are in bytes.</summary>
internal static class TraceLimits
{
    /// <summary>A line of a trace holds one key and six short fields; what is longer is no trace.</summary>
    public const int LineBytesMax = 4096;

    /// <summary>The longest key an item can have.</summary>
    public const int KeyBytesMax = 255;

    /// <summary>Read from the file at once.</summary>
    public const int BufferBytes = 256 * 1024;

    /// <summary>Looked at to tell one format from another.</summary>
    public const int SniffBytes = 512;

    /// <summary>A thousand years: times and lives up to here can be added without care.</summary>
    public const long MillisecondsMax = 1000L * 366 * 24 * 3600 * 1000;
}
