namespace Pelikan.Node.Protocol.Memcache;

/// <summary>What a key may be in every memcache protocol: 1 to 250 bytes of any kind that the framing can carry.</summary>
internal static class MemcacheKey
{
    public const int LengthMax = 250;
}
