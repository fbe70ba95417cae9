using System;
using System.Text;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>The texts of errors that name what was asked for, as Redis has them. Rare, so they allocate.</summary>
internal static class RespRefusals
{
    // How much of a client's words an error repeats.
    private const int RepeatedBytesMax = 128;

    public static byte[] UnknownCommand(scoped in RespArguments arguments)
    {
        StringBuilder words = new();
        for (int i = 1; i < arguments.Count && words.Length < RepeatedBytesMax; i++)
        {
            string word = Repeat(arguments[i], RepeatedBytesMax - words.Length);
            words.Append('\'').Append(word).Append("' ");
        }

        return Bytes($"ERR unknown command '{Repeat(arguments[0], RepeatedBytesMax)}', with args beginning with: {words}");
    }

    public static byte[] UnknownSubcommand(string container, scoped ReadOnlySpan<byte> word) =>
        Bytes($"ERR unknown subcommand '{Repeat(word, RepeatedBytesMax)}'. Try {container.ToUpperInvariant()} HELP.");

    /// <param name="name">The command's name; a subcommand's as <c>client|setname</c>.</param>
    public static byte[] WrongArity(string name) => Bytes($"ERR wrong number of arguments for '{name}' command");

    public static byte[] InvalidExpiry(string command) => Bytes($"ERR invalid expire time in '{command}' command");

    /// <param name="text">Such as <c>ERR Unsupported option </c>.</param>
    /// <param name="word">What the client sent.</param>
    /// <param name="tail">What stands behind it.</param>
    public static byte[] Naming(string text, scoped ReadOnlySpan<byte> word, string tail = "") => Bytes($"{text}{Repeat(word, RepeatedBytesMax)}{tail}");

    public static byte[] Unsupported(RespCommandInfo command) =>
        Bytes($"ERR command '{command.Name}' is not supported: this server has no {command.Missing}");

    // One byte a character, so that whatever the client sent comes back as it was, up to a zero byte as in C.
    private static string Repeat(scoped ReadOnlySpan<byte> word, int length)
    {
        int end = word.IndexOf((byte)0);
        word = end < 0 ? word : word[..end];
        return Encoding.Latin1.GetString(word[..Math.Min(word.Length, length)]);
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
