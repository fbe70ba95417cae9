using System;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>What a request may cost that looks at items or members one after the other, with a pattern perhaps: a worker serves nobody else meanwhile.</summary>
internal static class ScanLimits
{
    /// <summary>Looks that one page takes: some hundredths of a second where items lie far apart. It ends behind them, whatever its COUNT.</summary>
    public const int LooksPerPageMax = 16 * 1024;

    /// <summary>Steps of a pattern in the time that a look at an item takes.</summary>
    public const int PatternStepsPerLook = 128;

    /// <summary>A longer pattern is refused.</summary>
    private const int PatternBytesMax = 1024;

    /// <summary>Whether a pattern may be asked for; if not, that has been said.</summary>
    public static bool Takes(scoped ReadOnlySpan<byte> pattern, RespWriter reply)
    {
        if (pattern.Length > PatternBytesMax)
        {
            reply.Error(RespErrors.PatternTooLong);
        }

        return pattern.Length <= PatternBytesMax;
    }
}
