using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

/// <summary>
/// Writes requests and replies by the picture in memcached's protocol_binary.h, without a line of the server's own. Text of one byte a
/// character; a character from <see cref="FirstId"/> on stands for the eight bytes of a CAS id that the first reply to name it tells.
/// </summary>
internal static class Wire
{
    public const char FirstId = '\ue000';

    /// <summary>A CAS id that no item has.</summary>
    public const string WrongCas = "\u7777";

    public const string Opaque = "\u00de\u00ad\u00be\u00ef";

    private const string NoCas = "\0\0\0\0\0\0\0\0";
    private const int CasLength = 8;

    private static readonly Dictionary<int, string> Words = new()
    {
        [0x01] = "Not found",
        [0x02] = "Data exists for key.",
        [0x03] = "Too large.",
        [0x04] = "Invalid arguments",
        [0x05] = "Not stored.",
        [0x06] = "Non-numeric server-side value for incr or decr",
        [0x20] = "Auth failure.",
        [0x81] = "Unknown command",
        [0x82] = "Out of memory",
    };

    /// <summary>The CAS id of this number in a conversation.</summary>
    public static string Id(int number) => ((char)(FirstId + number)).ToString();

    public static string Request(int opcode, string key = "", string extras = "", string value = "", string cas = NoCas, string opaque = Opaque) =>
        Frame(0x80, opcode, 0, key, extras, value, cas, opaque);

    public static string Reply(int opcode, int status = 0, string key = "", string extras = "", string value = "", string cas = NoCas) =>
        Frame(0x81, opcode, status, key, extras, value, cas, Opaque);

    /// <summary>A status with the words that go with it.</summary>
    public static string Error(int opcode, int status) => Reply(opcode, status, value: Words[status]);

    /// <summary>A header alone that says these lengths, whatever follows it.</summary>
    public static string Header(int opcode, int keyLength, int extrasLength, uint bodyLength) =>
        $"\u0080{(char)opcode}{Number(keyLength, 2)}{(char)extrasLength}\0\0\0{Number(bodyLength, 4)}{Opaque}{NoCas}";

    /// <summary>The flags and the expiry of a set.</summary>
    public static string Item(uint flags = 0, uint expiry = 0) => Number(flags, 4) + Number(expiry, 4);

    public static string Expiry(uint expiry) => Number(expiry, 4);

    /// <summary>The extras of an increment.</summary>
    public static string Count(ulong delta, ulong initial, uint expiry) => Number64(delta) + Number64(initial) + Number(expiry, 4);

    public static string Number(long number, int bytes)
    {
        StringBuilder text = new();
        for (int i = bytes - 1; i >= 0; i--)
        {
            text.Append((char)((number >> (8 * i)) & 0xff));
        }

        return text.ToString();
    }

    public static string Number64(ulong number) => Number(unchecked((long)number), 8);

    /// <summary>How many bytes a text is on the wire.</summary>
    public static int LengthOf(string text)
    {
        int length = 0;
        foreach (char letter in text)
        {
            length += letter > 0xff ? CasLength : 1;
        }

        return length;
    }

    /// <summary>The text with the ids learnt so far in it, as bytes.</summary>
    public static byte[] Resolve(string text, Dictionary<char, string> learnt)
    {
        StringBuilder resolved = new();
        foreach (char letter in text)
        {
            resolved.Append(letter == WrongCas[0] ? "wrongcas" : letter > 0xff ? learnt[letter] : letter.ToString());
        }

        return Encoding.Latin1.GetBytes(resolved.ToString());
    }

    /// <summary>Whether a reply is the expected one; learns the ids that it names first, none of which is 0.</summary>
    public static bool Matches(string expected, byte[] reply, Dictionary<char, string> learnt)
    {
        string actual = Encoding.Latin1.GetString(reply);
        if (actual.Length != LengthOf(expected))
        {
            return false;
        }

        int at = 0;
        foreach (char letter in expected)
        {
            int length = letter > 0xff ? CasLength : 1;
            string piece = actual.Substring(at, length);
            at += length;
            if (letter > 0xff && learnt.TryAdd(letter, piece) && piece == NoCas)
            {
                return false;
            }

            if (piece != (letter > 0xff ? learnt[letter] : letter.ToString()))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Bytes as a person reads them.</summary>
    public static string Show(string text)
    {
        StringBuilder shown = new();
        foreach (char letter in text.Length > 200 ? text[..200] : text)
        {
            shown.Append(letter is > ' ' and < '\u007f' ? letter.ToString() : $"\\{((int)letter).ToString("x2", CultureInfo.InvariantCulture)}");
        }

        return shown.ToString();
    }

    private static string Frame(int magic, int opcode, int status, string key, string extras, string value, string cas, string opaque) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(char)magic}{(char)opcode}{Number(key.Length, 2)}{(char)extras.Length}\0{Number(status, 2)}{Number(extras.Length + key.Length + value.Length, 4)}{opaque}{cas}{extras}{key}{value}");
}
