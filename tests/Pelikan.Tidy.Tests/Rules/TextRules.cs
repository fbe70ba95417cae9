using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Pelikan.Tidy.Tests.Text;

namespace Pelikan.Tidy.Tests.Rules;

/// <summary>Every text file is plain UTF-8 with Unix lines, and speaks of this project alone.</summary>
internal static partial class TextRules
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly FrozenSet<string> TextEndings = FrozenSet.Create(
        StringComparer.Ordinal,
        ".cs", ".csproj", ".props", ".slnx", ".json", ".md", ".toml", ".conf", ".txt", ".yml", ".js", ".py", ".sh", ".dict", ".editorconfig",
        ".gitignore");

    // The restore writes these, and checks them byte for byte.
    private const string PackageLock = "packages.lock.json";

    // Inputs of tests are bytes, whatever they are called.
    private static readonly string[] RawFolders = ["tests/Pelikan.Fuzz/Corpus/", "tests/Pelikan.Fuzz/Crashes/"];

    private static readonly FrozenSet<string> Hosts = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "localhost", "127.0.0.1", "www.apache.org", "www.rfc-editor.org", "datatracker.ietf.org", "www.w3.org", "toml.io", "www.usenix.org",
        "doi.org", "json-schema.org", "schemas.microsoft.com");

    // Names of writing tools, as the first 8 bytes of the SHA-256 of the lower-case word: the tree does not speak of them, this list included.
    private static readonly FrozenSet<string> ForeignWords = FrozenSet.Create(
        StringComparer.Ordinal,
        "053EA4804EF1BB33", "3EA125D0BFF386E6", "487B91042C7CF27A", "5792D2981981BE5A", "57DE4CF40144BDF7",
        "60965168CE762E94", "7D3194F79E645C42", "C70ECA6B0F88F44D", "C857D09DB23E6822");

    /// <summary>UTF-8 without a mark, lines ended by a newline alone, no blank at a line's end, one newline at the end.</summary>
    public static IEnumerable<Finding> PlainText(SourceTree tree)
    {
        foreach (SourceFile file in tree.Files.Where(IsText))
        {
            if (!IsUtf8(file.Bytes))
            {
                yield return new Finding(file.Path, 0, "is not UTF-8 without a byte order mark");
                continue;
            }

            foreach (Finding finding in Lines.Matching(file, file.Text, BadLineEnd(), "blank or carriage return at the end of a line"))
            {
                yield return finding;
            }

            if (file.Text.Length > 0 && (!file.Text.EndsWith('\n') || file.Text.EndsWith("\n\n", StringComparison.Ordinal)))
            {
                yield return new Finding(file.Path, 0, "does not end with exactly one newline");
            }
        }
    }

    /// <summary>Addresses point only to places we mean to point at; package hosts and private machines are not among them.</summary>
    public static IEnumerable<Finding> KnownHosts(SourceTree tree) =>
        from file in tree.Files
        where IsText(file)
        from match in Address().Matches(file.Text)
        where !Hosts.Contains(match.Groups["host"].Value) && !IsReservedName(match.Groups["host"].Value)
        select new Finding(file.Path, Lines.NumberAt(file.Text, match.Index), $"an address outside the list in TextRules: {match.Value}");

    /// <summary>No path of one person's machine.</summary>
    public static IEnumerable<Finding> NoPrivatePath(SourceTree tree) =>
        from file in tree.Files
        where IsText(file)
        from finding in Lines.Matching(file, file.Text, PrivatePath(), "a path of one machine")
        select finding;

    /// <summary>No word about how the text came to be.</summary>
    public static IEnumerable<Finding> NoForeignWord(SourceTree tree)
    {
        Dictionary<string, bool> known = new(StringComparer.OrdinalIgnoreCase);
        foreach (SourceFile file in tree.Files.Where(IsText))
        {
            foreach (Match match in Word().Matches(file.Text))
            {
                if (!known.TryGetValue(match.Value, out bool foreign))
                {
                    foreign = ForeignWords.Contains(Digest(match.Value));
                    known.Add(match.Value, foreign);
                }

                if (foreign)
                {
                    yield return new Finding(file.Path, Lines.NumberAt(file.Text, match.Index), $"the tree speaks of the project alone: {match.Value}");
                }
            }
        }
    }

    private static string Digest(string word) =>
        Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(word.ToLowerInvariant())), 0, 8);

    private static bool IsText(SourceFile file)
    {
        string name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
        int dot = name.LastIndexOf('.');
        return (dot < 0 || TextEndings.Contains(name[dot..])) && name != PackageLock && !RawFolders.Any(file.IsUnder);
    }

    private static bool IsUtf8(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith("\uFEFF"u8))
        {
            return false;
        }

        try
        {
            Strict.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // Names that can never belong to anybody: RFC 2606.
    private static bool IsReservedName(string host) =>
        host.EndsWith(".example", StringComparison.Ordinal) || host.EndsWith(".test", StringComparison.Ordinal) ||
        host.EndsWith(".invalid", StringComparison.Ordinal) || host is "example.com" or "example.org";

    [GeneratedRegex(@"[ \t\r]+$", RegexOptions.Multiline)]
    private static partial Regex BadLineEnd();

    [GeneratedRegex(@"\bhttps?://(?<host>[A-Za-z0-9.\-]+)")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\w.\-/])/(work|home|root|Users)/\w*")]
    private static partial Regex PrivatePath();

    [GeneratedRegex(@"[A-Za-z]{3,}")]
    private static partial Regex Word();
}
