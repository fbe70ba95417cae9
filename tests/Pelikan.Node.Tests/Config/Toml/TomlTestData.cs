using System;
using System.IO;

namespace Pelikan.Node.Tests.Config.Toml;

/// <summary>Finds the public toml-test cases: where PELIKAN_TOML_TEST says, or in shared/data beside or in the repository.</summary>
internal static class TomlTestData
{
    public const string Variable = "PELIKAN_TOML_TEST";
    public const string ListFile = "files-toml-1.0.0";

    /// <summary>The folder that has the list file, or null where the cases are not on this machine.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        string? told = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(told))
        {
            return WithList(told) ?? throw new DirectoryNotFoundException($"{Variable}={told} has no {ListFile}");
        }

        const string Below = "shared/data/toml-test";
        return WithList(RepositoryFile.PathOf(Below)) ?? WithList(RepositoryFile.PathOf(Path.Combine("..", Below)));
    }

    private static string? WithList(string folder)
    {
        string cases = Path.Combine(folder, "tests");
        return File.Exists(Path.Combine(cases, ListFile)) ? cases : File.Exists(Path.Combine(folder, ListFile)) ? folder : null;
    }
}
