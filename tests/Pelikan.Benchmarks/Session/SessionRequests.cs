using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Pelikan.Benchmarks.Session;

/// <summary>
/// The same reads and writes in the protocols beside memcached's text, as sessions of the port that serves all of them: the key of a number,
/// and a value of 32 bytes.
/// </summary>
internal static class SessionRequests
{
    private static readonly string Value = new('v', 32);

    public static IReadOnlyList<(string Name, Func<int, string> Request)> All { get; } =
    [
        ("turn of meta sets", i => $"ms {Key(i)} 32\r\n{Value}\r\n"),
        ("turn of meta gets", i => $"mg {Key(i)} v\r\n"),
        ("turn of meta gets, plain item", i => i % 2 == 0 ? $"set {Key(i)} 0 0 32\r\n{Value}\r\n" : $"mg {Key(i - 1)} v f c t\r\n"),
        ("turn of binary sets", i => Binary(opcode: 1, extras: 8, Key(i), Value)),
        ("turn of binary gets", i => Binary(opcode: 0, extras: 0, Key(i), "")),
        ("turn of RESP SETs", i => Resp("SET", Key(i), Value)),
        ("turn of RESP GETs", i => Resp("GET", Key(i))),
    ];

    private static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"key-{number:D12}");

    private static string Resp(params string[] words)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (string word in words)
        {
            text.Append(CultureInfo.InvariantCulture, $"${word.Length}\r\n{word}\r\n");
        }

        return text.ToString();
    }

    private static string Binary(byte opcode, int extras, string key, string value)
    {
        byte[] head = new byte[24 + extras];
        head[0] = 0x80;
        head[1] = opcode;
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)key.Length);
        head[4] = (byte)extras;
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), (uint)(extras + key.Length + value.Length));
        return Encoding.Latin1.GetString(head) + key + value;
    }
}
