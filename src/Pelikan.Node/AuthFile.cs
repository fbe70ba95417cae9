using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Extensions.Logging;
using Pelikan.Node.Protocol;

namespace Pelikan.Node;

/// <summary>The file of the names and passwords that open the data port: lines of <c>user:password</c>, as memcached's -Y has them.</summary>
public sealed class AuthFile
{
    private const string Key = "server.auth_file";
    private const string Right = "write one user:password a line";

    /// <summary>No file with as many entries as there may be, the longest, is larger.</summary>
    private const int BytesMax = Credentials.EntriesMax * ((2 * Credentials.PartBytesMax) + 3);

    private readonly ILogger<AuthFile> _logger;

    private AuthFile(string path, ILogger<AuthFile> logger)
    {
        Path = path;
        _logger = logger;
        Credentials = new Credentials(Read(path, out bool open));
        WarnIf(open);
    }

    public string Path { get; }

    public Credentials Credentials { get; }

    /// <summary>Read it for the first time.</summary>
    /// <exception cref="AuthFileException">It is not there, or not what it should be.</exception>
    public static AuthFile Open(string path, ILogger<AuthFile> logger) => new(path, logger);

    /// <summary>Read it again. What is not right is told to the log, and what was accepted before stays accepted.</summary>
    public void Reload()
    {
        try
        {
            List<Credential> entries = Read(Path, out bool open);
            Credentials.Replace(entries);
            _logger.LogInformation("credentials read again {Entries}", entries.Count);
            WarnIf(open);
        }
        catch (AuthFileException fault)
        {
            _logger.LogError("credentials stay as they were: {Fault}", fault.Message);
        }
    }

    private static List<Credential> Read(string path, out bool open)
    {
        byte[] bytes = ReadBytes(path, out open);
        List<Credential> entries = [];
        int line = 1;
        for (int at = 0; at < bytes.Length; line++)
        {
            int length = bytes.AsSpan(at).IndexOf((byte)'\n');
            length = length < 0 ? bytes.Length - at : length;
            ReadOnlyMemory<byte> text = bytes.AsMemory(at, length);
            text = text.Span.EndsWith("\r"u8) ? text[..^1] : text;
            if (!text.IsEmpty)
            {
                entries.Add(Parse(text, path, line));
            }

            at += length + 1;
        }

        return entries.Count switch
        {
            0 => throw new AuthFileException($"{Key}: {path} has no entry; {Right}"),
            > Credentials.EntriesMax => throw new AuthFileException(
                $"{Key}: {path} has {entries.Count} entries; keep {Credentials.EntriesMax} of them at most"),
            _ => entries,
        };
    }

    private static Credential Parse(ReadOnlyMemory<byte> text, string path, int line)
    {
        int colon = text.Span.IndexOf((byte)':');
        string? problem = colon < 0 ? "no ':' in this line"
            : colon == 0 ? "no user before the ':'"
            : colon == text.Length - 1 ? "no password behind the ':'"
            : colon > Credentials.PartBytesMax ? $"a user of {colon} bytes, more than {Credentials.PartBytesMax}"
            : text.Length - colon - 1 > Credentials.PartBytesMax
                ? $"a password of {text.Length - colon - 1} bytes, more than {Credentials.PartBytesMax}"
                : null;
        return problem is null
            ? new Credential(text[..colon], text[(colon + 1)..])
            : throw new AuthFileException($"{Key}: {path}:{line}: {problem}; {Right}");
    }

    /// <summary>The bytes of a file, and whether it is open to every user of the machine.</summary>
    private static byte[] ReadBytes(string path, out bool open)
    {
        const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        try
        {
            using FileStream file = File.OpenRead(path);
            open = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & Others) != 0;
            byte[] bytes = new byte[BytesMax + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= BytesMax
                ? bytes[..length]
                : throw new AuthFileException($"{Key}: {path} is larger than {BytesMax} bytes; {Right}, at most {Credentials.EntriesMax} of them");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new AuthFileException($"{Key}: {fault.Message}", fault);
        }
    }

    private void WarnIf(bool open)
    {
        if (open)
        {
            _logger.LogWarning("{Path} can be read or written by every user of this machine; chmod it to 600", Path);
        }
    }
}
