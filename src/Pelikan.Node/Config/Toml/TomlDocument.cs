using System;
using System.IO;
using System.Text;

namespace Pelikan.Node.Config.Toml;

/// <summary>Reads TOML 1.0 (https://toml.io/en/v1.0.0): UTF-8 bytes or text in, the root table out.</summary>
public static class TomlDocument
{
    private const char ByteOrderMark = '\ufeff';

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Read a file.</summary>
    /// <exception cref="TomlException">The content is not TOML 1.0.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TomlTable Load(string path) => Parse(File.ReadAllBytes(path), path);

    /// <summary>Read UTF-8 bytes; <paramref name="file"/> is the name that locations carry.</summary>
    /// <exception cref="TomlException">The bytes are not UTF-8, or not TOML 1.0.</exception>
    public static TomlTable Parse(ReadOnlySpan<byte> utf8, string file)
    {
        string text;
        try
        {
            text = StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            throw new TomlException(LocationOf(utf8, e.Index, file), "this is not UTF-8; save the file in that encoding");
        }

        return Parse(text, file);
    }

    /// <summary>Read text; <paramref name="file"/> is the name that locations carry.</summary>
    /// <exception cref="TomlException">The text is not TOML 1.0.</exception>
    public static TomlTable Parse(string text, string file)
    {
        string body = text.StartsWith(ByteOrderMark) ? text[1..] : text;
        return new TomlReader(new TomlCursor(body, file)).Read();
    }

    /// <summary>The place of the first bad byte, found by walking the good ones before it.</summary>
    private static TomlLocation LocationOf(ReadOnlySpan<byte> utf8, int index, string file)
    {
        ReadOnlySpan<byte> before = utf8[..Math.Clamp(index, 0, utf8.Length)];
        ReadOnlySpan<byte> line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        int continuations = 0;
        foreach (byte b in line)
        {
            continuations += (b & 0xC0) == 0x80 ? 1 : 0;
        }

        return new TomlLocation(file, before.Count((byte)'\n') + 1, line.Length - continuations + 1);
    }
}
