using System;
using System.IO;

namespace Pelikan.Actors.Configuration.Hocon;

/// <summary>
/// One text to read. <paramref name="Name"/> stands in errors; <paramref name="Include"/> finds what the text includes,
/// or answers null where there is no such thing.
/// </summary>
internal sealed record HoconText(string Name, string Text, Func<string, HoconText?> Include)
{
    /// <summary>A text whose includes are files relative to the current directory.</summary>
    public HoconText(string name, string text)
        : this(name, text, HoconFiles.IncludesOf(Environment.CurrentDirectory))
    {
    }
}

/// <summary>Texts that are files.</summary>
internal static class HoconFiles
{
    /// <exception cref="HoconException">The file cannot be read.</exception>
    public static HoconText Read(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            return new HoconText(path, File.ReadAllText(full), IncludesOf(Path.GetDirectoryName(full) ?? full));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoconException($"{path}: {failure.Message}");
        }
    }

    /// <summary>Includes of a file that lies in <paramref name="folder"/>.</summary>
    public static Func<string, HoconText?> IncludesOf(string folder) => name =>
    {
        // What is no path on this system names no file.
        string? path = name.Contains('\0', StringComparison.Ordinal) ? null : Path.Combine(folder, name);
        return File.Exists(path) ? Read(path) : null;
    };
}
