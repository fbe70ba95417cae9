using System;

namespace Pelikan.Node.Replay.Engines;

/// <summary>
/// The value of every item, cut to length: a decimal number as long as it fits in 64 bits, so that increments and decrements find
/// one to count with.
/// </summary>
internal static class ReplayValue
{
    /// <summary>Five and zeros: counting up or down from the middle changes the length late.</summary>
    public static byte[] OfLength(int bytes)
    {
        byte[] value = new byte[bytes];
        value.AsSpan().Fill((byte)'0');
        value[0] = (byte)'5';
        return value;
    }
}
