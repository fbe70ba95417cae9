namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>
/// The flags of meta commands, by their letters: every command takes all of them, and those that mean nothing to it change nothing. Those
/// in upper case, but for I, have an argument behind the letter.
/// </summary>
internal static class MetaFlag
{
    public const byte BinaryKey = (byte)'b';
    public const byte TellCas = (byte)'c';
    public const byte TellFlags = (byte)'f';
    public const byte TellHitBefore = (byte)'h';
    public const byte TellKey = (byte)'k';
    public const byte TellLastAccess = (byte)'l';
    public const byte Quiet = (byte)'q';
    public const byte TellSize = (byte)'s';
    public const byte TellTtl = (byte)'t';
    public const byte LeaveNoTrace = (byte)'u';
    public const byte Value = (byte)'v';
    public const byte RemoveValue = (byte)'x';

    public const byte CompareCas = (byte)'C';
    public const byte Delta = (byte)'D';
    public const byte NewCas = (byte)'E';
    public const byte ClientFlags = (byte)'F';
    public const byte Invalidate = (byte)'I';
    public const byte Initial = (byte)'J';
    public const byte ProxyLocal = (byte)'L';
    public const byte Mode = (byte)'M';
    public const byte Vivify = (byte)'N';
    public const byte Opaque = (byte)'O';
    public const byte ProxyPath = (byte)'P';
    public const byte Recache = (byte)'R';
    public const byte Ttl = (byte)'T';

    /// <summary>The first letter of all, and the last that a flag may begin with; what lies between and is no flag is an invalid one.</summary>
    public const byte First = (byte)'A';

    public const byte Last = (byte)'z';

    /// <summary>Every flag that is one, as <see cref="BitOf"/>.</summary>
    public static readonly ulong Known = BitsOf("bcfhklqstuvxCDEFIJLMNOPRT");

    /// <summary>The bit of a letter from <see cref="First"/> to <see cref="Last"/>.</summary>
    public static ulong BitOf(byte letter) => 1UL << (letter - First);

    private static ulong BitsOf(string letters)
    {
        ulong bits = 0;
        foreach (char letter in letters)
        {
            bits |= BitOf((byte)letter);
        }

        return bits;
    }
}
