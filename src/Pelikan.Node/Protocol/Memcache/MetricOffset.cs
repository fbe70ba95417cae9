namespace Pelikan.Node.Protocol.Memcache;

/// <summary>Where in its verb's family a counter stands, counted from the verb's own: the order of <see cref="MemcacheMetric"/>.</summary>
internal static class MetricOffset
{
    public const int Ex = 1;

    public const int Key = 2;
    public const int KeyHit = 3;
    public const int KeyMiss = 4;

    public const int Stored = 2;
    public const int NotStored = 3;

    public const int CasExists = 3;
    public const int CasNotFound = 4;

    /// <summary>Deleted, touched, or a changed number.</summary>
    public const int Done = 2;
    public const int NotFound = 3;

    /// <summary>A number that ma changed or made.</summary>
    public const int MetaDone = 2;
    public const int MetaNotFound = 3;
    public const int MetaExists = 4;
}
