using System;
using System.IO;

namespace Pelikan.Node.Tests.Config;

/// <summary>Files of the repository that tests hold to the code.</summary>
internal static class RepositoryFile
{
    /// <summary>Set to 1, the tests of generated files write them anew instead of comparing.</summary>
    private const string UpdateVariable = "PELIKAN_BUILD_UPDATE_FILES";

    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>The problem where a file differs from what it should be, or null.</summary>
    public static string? Difference(string relative, string expected)
    {
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(PathOf(relative), expected);
        }

        string actual = File.ReadAllText(PathOf(relative));
        if (actual == expected)
        {
            return null;
        }

        string[] got = actual.Split('\n');
        string[] wanted = expected.Split('\n');
        int line = 0;
        while (line < got.Length && line < wanted.Length && got[line] == wanted[line])
        {
            line++;
        }

        return $"{relative}:{line + 1} is '{At(got, line)}' and should be '{At(wanted, line)}'; "
            + $"{UpdateVariable}=1 ./test writes it anew";
    }

    private static string At(string[] lines, int index) => index < lines.Length ? lines[index] : "the end of the file";

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Pelikan.slnx")))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no Pelikan.slnx above {AppContext.BaseDirectory}");
    }
}
