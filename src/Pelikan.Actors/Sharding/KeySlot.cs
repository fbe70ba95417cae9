using System;

namespace Pelikan.Actors.Sharding;

/// <summary>
/// Key to slot, as in Redis Cluster: CRC16 of the key modulo 16384, or of its tag where it has one, so that keys with one
/// tag share a slot. A tag is what stands between the first { and the next }, if anything does.
/// </summary>
public static class KeySlot
{
    public const int Count = 16384;

    /// <summary>CRC-16/XMODEM: polynomial x^16 + x^12 + x^5 + 1, initially 0, nothing reflected.</summary>
    private const ushort Polynomial = 0x1021;

    private static readonly ushort[] Table = MakeTable();

    public static int Of(ReadOnlySpan<byte> key) => Crc16(TagOf(key)) % Count;

    /// <summary>The part of a key that decides on its slot.</summary>
    public static ReadOnlySpan<byte> TagOf(ReadOnlySpan<byte> key)
    {
        int open = key.IndexOf((byte)'{');
        if (open < 0)
        {
            return key;
        }

        ReadOnlySpan<byte> behind = key[(open + 1)..];
        int length = behind.IndexOf((byte)'}');
        return length > 0 ? behind[..length] : key;
    }

    public static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        int crc = 0;
        foreach (byte b in bytes)
        {
            crc = ((crc << 8) ^ Table[(crc >> 8) ^ b]) & ushort.MaxValue;
        }

        return (ushort)crc;
    }

    private static ushort[] MakeTable()
    {
        ushort[] table = new ushort[256];
        for (int i = 0; i < table.Length; i++)
        {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ Polynomial : crc << 1;
            }

            table[i] = (ushort)crc;
        }

        return table;
    }
}
