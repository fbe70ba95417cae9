namespace Pelikan.Node.Bench.Comparison;

/// <summary>What runs are compared by. The name says the unit.</summary>
internal enum Figure
{
    RequestsPerSecond,

    KeysPerSecond,

    P50Milliseconds,

    P99Milliseconds,

    P999Milliseconds,

    /// <summary>The server's user and system time, a request.</summary>
    CpuMicroseconds,

    /// <summary>The generator's CPU time, as a part of one core.</summary>
    GeneratorBusy,

    /// <summary>How much the server's resident memory grew.</summary>
    GrowthBytes,

    GrowthBytesPerItem,
}
