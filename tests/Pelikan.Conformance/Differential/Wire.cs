using System;
using System.Globalization;
using System.Text;

namespace Pelikan.Conformance.Differential;

/// <summary>Bytes on the wire and how they are written in tests and reports: one character a byte.</summary>
internal static class Wire
{
    private const int ShownMax = 400;

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    public static string Show(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();
        foreach (byte octet in bytes[..Math.Min(bytes.Length, ShownMax)])
        {
            text.Append(octet switch
            {
                (byte)'\r' => "\\r",
                (byte)'\n' => "\\n",
                >= 0x20 and < 0x7f => ((char)octet).ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\x{octet:x2}"),
            });
        }

        return bytes.Length > ShownMax ? string.Create(CultureInfo.InvariantCulture, $"{text}… ({bytes.Length} bytes)") : text.ToString();
    }
}
