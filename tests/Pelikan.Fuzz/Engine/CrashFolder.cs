using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;

namespace Pelikan.Fuzz.Engine;

/// <summary>
/// Inputs that once broke a target, one file each, in the source tree: they are replayed for ever after.
/// </summary>
internal static class CrashFolder
{
    private const int NameBytes = 6;

    public static string Root { get; } = Path.Combine(FindProject(), "crashes");

    public static string Save(string target, byte[] input)
    {
        string folder = Path.Combine(Root, target);
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input), 0, NameBytes) + ".bin");
        File.WriteAllBytes(path, input);
        return path;
    }

    public static IEnumerable<string> FilesOf(string target)
    {
        string folder = Path.Combine(Root, target);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.bin") : [];
    }

    private static string FindProject()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pelikan.Fuzz.csproj")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no Pelikan.Fuzz.csproj above {AppContext.BaseDirectory}");
    }
}
