using System;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>
/// The line of a storage command: <c>key flags exptime bytes [cas] [noreply]</c>. What matters first is the length of
/// the body behind it: with it a bad line costs one error, without it nothing behind the line can be trusted.
/// </summary>
internal readonly ref struct StorageLine
{
    /// <summary>The largest body length that is a length: memcached counts it, with its line end, in a signed 32-bit number.</summary>
    public const int BodyBytesMax = int.MaxValue - 2;

    private StorageLine(int bodyLength, bool noReply)
    {
        BodyLength = bodyLength;
        NoReply = noReply;
    }

    /// <summary>Bytes of the value, without the line end behind it.</summary>
    public int BodyLength { get; }

    public bool NoReply { get; }

    /// <summary>Whether the fields below hold; if not, the body is thrown away and the line is an error.</summary>
    public bool WellFormed { get; private init; }

    public ReadOnlySpan<byte> Key { get; private init; }

    public uint Flags { get; private init; }

    public long Exptime { get; private init; }

    public ulong Cas { get; private init; }

    /// <summary>Read the tokens behind the command word. False where the length of the body cannot be known.</summary>
    public static bool TryParse(TextTokens tokens, bool hasCas, out StorageLine line)
    {
        bool keyFits = tokens.Next(out ReadOnlySpan<byte> key) && key.Length <= MemcacheKey.LengthMax;
        tokens.Next(out ReadOnlySpan<byte> flagsToken);
        tokens.Next(out ReadOnlySpan<byte> exptimeToken);
        tokens.Next(out ReadOnlySpan<byte> lengthToken);
        line = default;
        if (!AsciiNumber.TryParse(lengthToken, out uint length) || length > BodyBytesMax)
        {
            return false;
        }

        bool noReply = tokens.EndWithNoReply();
        bool flagsFit = AsciiNumber.TryParse(flagsToken, out uint flags);
        bool exptimeFits = AsciiNumber.TryParse(exptimeToken, out long exptime);
        ulong cas = 0;
        bool casFits = !hasCas || (tokens.Next(out ReadOnlySpan<byte> casToken) && AsciiNumber.TryParse(casToken, out cas));
        line = new StorageLine((int)length, noReply)
        {
            WellFormed = keyFits && flagsFit && exptimeFits && casFits,
            Key = key,
            Flags = flags,
            Exptime = exptime,
            Cas = cas,
        };
        return true;
    }
}
