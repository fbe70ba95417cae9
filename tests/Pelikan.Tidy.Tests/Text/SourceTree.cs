using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Pelikan.Tidy.Tests.Text;

/// <summary>The files a rule looks at: those of the repository, or a few made up by a test of the rule.</summary>
internal sealed class SourceTree
{
    private readonly HashSet<string> _paths;

    public SourceTree(IEnumerable<SourceFile> files)
    {
        Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        _paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (SourceFile file in Files)
        {
            string path = file.Path;
            while (path.Length > 0 && _paths.Add(path))
            {
                path = path[..Math.Max(0, path.LastIndexOf('/'))];
            }
        }
    }

    public IReadOnlyList<SourceFile> Files { get; }

    public IEnumerable<SourceFile> CSharp => Files.Where(file => file.IsCSharp);

    public IEnumerable<SourceFile> Product => CSharp.Where(file => file.IsUnder("src/"));

    public IEnumerable<SourceFile> Markdown => Files.Where(file => file.IsMarkdown);

    /// <summary>True for a file and for a folder that holds one.</summary>
    public bool Exists(string path) => _paths.Contains(path.TrimEnd('/'));

    /// <summary>Everything below <paramref name="root"/> but what its .gitignore names.</summary>
    public static SourceTree Load(string root)
    {
        string[] ignored = File.ReadAllLines(Path.Combine(root, ".gitignore"));
        List<SourceFile> files = [];
        Walk(root, string.Empty, ignored, files);
        return new SourceTree(files);
    }

    /// <summary>The folder above the running test that holds the solution.</summary>
    public static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pelikan.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"no Pelikan.slnx above {AppContext.BaseDirectory}");
    }

    private static void Walk(string root, string prefix, string[] ignored, List<SourceFile> files)
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(Path.Combine(root, prefix)))
        {
            string name = Path.GetFileName(path);
            bool isFolder = Directory.Exists(path);
            if (name == ".git" || IsIgnored(name, isFolder, ignored))
            {
                continue;
            }

            if (isFolder)
            {
                Walk(root, $"{prefix}{name}/", ignored, files);
            }
            else
            {
                files.Add(new SourceFile(prefix + name, File.ReadAllBytes(path)));
            }
        }
    }

    // The two forms the .gitignore of this tree uses: "name/" and "*.ending".
    private static bool IsIgnored(string name, bool isFolder, string[] ignored) =>
        ignored.Any(pattern => pattern switch
        {
            ['*', .. string ending] => name.EndsWith(ending, StringComparison.Ordinal),
            [.. string folder, '/'] => isFolder && name == folder,
            _ => name == pattern,
        });
}
