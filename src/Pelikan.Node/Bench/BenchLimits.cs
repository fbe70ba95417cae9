namespace Pelikan.Node.Bench;

/// <summary>Every bound of the load generator, by name. Sizes are in bytes.</summary>
internal static class BenchLimits
{
    /// <summary>memcached's longest key.</summary>
    public const int KeyBytesMax = 250;

    /// <summary>Past a million sessions the machine's descriptors end first.</summary>
    public const int ConnectionsMax = 1_000_000;

    public const int ThreadsMax = 256;

    /// <summary>Requests in flight on one connection.</summary>
    public const int DepthMax = 65_536;

    public const int MultigetMax = 10_000;

    /// <summary>Key numbers are 32-bit, so that scattering them by multiplication stays within 64 bits.</summary>
    public const long KeysMax = 1L << 32;

    public const int ValueBytesMax = 64 * 1024 * 1024;

    /// <summary>The greatest burst one connection may have to hold: depth times the largest request.</summary>
    public const long BurstBytesMax = 512L * 1024 * 1024;

    public const double RateMax = 1e9;

    /// <summary>A day: longer runs are several runs.</summary>
    public const double SecondsMax = 86_400;

    /// <summary>Mismatches shown in full; all are counted.</summary>
    public const int MismatchesShownMax = 10;

    /// <summary>Prefill keeps at least this many requests in flight on each connection.</summary>
    public const int PrefillDepthMin = 16;

    /// <summary>How long replies still under way at the end of a run are waited for, in seconds.</summary>
    public const double DrainSecondsMax = 5;

    public const int LabelsMax = 32;
}
