using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Pelikan.Tidy.Tests.Text;

namespace Pelikan.Tidy.Tests.Rules;

/// <summary>Arrows point down: Node to Actors to Storage, and inside Node each folder knows only what it must.</summary>
internal static partial class LayeringRules
{
    private static readonly Layer[] Layers =
    [
        new("src/Pelikan.Storage/")
        {
            Projects = [],
            PackagesAllowed = false,
            Forbidden = Words(
                "Task", "ValueTask", "async", "await", "Channels", "Channel", "Socket", "DateTime", "DateTimeOffset", "TimeProvider",
                "Stopwatch", "ILogger", "Console"),

            // The base library, its file handle included: a heap may lie in a file.
            Usings = new Regex(
                @"^(System|System\.(Buffers|Collections|Diagnostics|Globalization|IO|Numerics|Runtime|Text)(\..*)?|System\.Threading|Microsoft\.Win32\.SafeHandles|Pelikan\.Storage(\..*)?)$"),
        },
        new("src/Pelikan.Actors/")
        {
            Projects = ["Pelikan.Storage"],
            PackagesAllowed = true,
            Forbidden = Words("unsafe", @"Memcache\w*", @"Resp[A-Z]\w*", "PingProtocol"),
            Usings = Prefixes("System", "Pelikan.Storage", "Pelikan.Actors", "Microsoft.Extensions.Logging", "Google.Protobuf"),
        },
        new("src/Pelikan.Actors/") { Except = "src/Pelikan.Actors/Transport/", Forbidden = Words("Socket") },
        new("src/Pelikan.Node/") { Projects = ["Pelikan.Storage", "Pelikan.Actors"], PackagesAllowed = true },
        new("src/Pelikan.Node/Protocol/")
        {
            Forbidden = Words("Socket", "SegCache", "SegmentPool", "Task", "async", "await"),
            Usings = Prefixes("System", "Pelikan.Storage", "Pelikan.Node.Protocol"),
        },
        new("src/Pelikan.Node/EntryStore/")
        {
            Forbidden = Words("Socket", "Timer", "Task", "async", "await", @"Memcache\w*", @"Resp[A-Z]\w*", @"Ping[A-Z]\w*"),
            Usings = Prefixes(
                "System", "Pelikan.Storage", "Pelikan.Actors.Sharding", "Pelikan.Actors.Storage", "Pelikan.Node.Protocol",
                "Pelikan.Node.EntryStore"),
        },
        new("src/Pelikan.Node/Net/")
        {
            Forbidden = Words("SegCache", "SegStore", "NoopStore", @"Memcache\w*", @"Resp[A-Z]\w*", @"Ping[A-Z]\w*"),
            Usings = Prefixes("System", "Microsoft.Extensions.Logging", "Pelikan.Storage", "Pelikan.Actors", "Pelikan.Node.Net", "Pelikan.Node.Protocol"),
        },
    ];

    /// <summary>A project refers only to the floors below it, and the lowest floor to no package.</summary>
    public static IEnumerable<Finding> ProjectReferences(SourceTree tree)
    {
        foreach (Layer layer in Layers.Where(layer => layer.Projects is not null))
        {
            foreach (SourceFile file in tree.Files.Where(file => file.IsUnder(layer.Folder) && file.Path.EndsWith(".csproj", StringComparison.Ordinal)))
            {
                foreach (Match match in ProjectReference().Matches(file.Text))
                {
                    if (!layer.Projects!.Contains(match.Groups["name"].Value))
                    {
                        yield return new Finding(file.Path, Lines.NumberAt(file.Text, match.Index), $"may not refer to {match.Groups["name"].Value}");
                    }
                }

                if (!layer.PackagesAllowed && file.Text.Contains("<PackageReference", StringComparison.Ordinal))
                {
                    yield return new Finding(file.Path, 0, "may not refer to any package");
                }
            }
        }
    }

    /// <summary>A folder names nothing that belongs to another floor or room.</summary>
    public static IEnumerable<Finding> ForbiddenWords(SourceTree tree) =>
        from layer in Layers
        from pattern in new[] { layer.Forbidden }.OfType<Regex>()
        from file in layer.FilesOf(tree)
        from finding in Lines.Matching(file, file.CSharp.Code, pattern, $"a word that {layer.Folder} may not use")
        select finding;

    /// <summary>A folder imports only the namespaces its layer is allowed.</summary>
    public static IEnumerable<Finding> Usings(SourceTree tree) =>
        from layer in Layers
        from allowed in new[] { layer.Usings }.OfType<Regex>()
        from file in layer.FilesOf(tree)
        from match in Using().Matches(file.CSharp.Code)
        where !allowed.IsMatch(match.Groups["name"].Value)
        select new Finding(
            file.Path, Lines.NumberAt(file.Text, match.Index), $"an import that {layer.Folder} may not have: {match.Groups["name"].Value}");

    private static Regex Words(params string[] words) => new($@"\b({string.Join('|', words)})\b", RegexOptions.Compiled);

    // A namespace and everything below it.
    private static Regex Prefixes(params string[] prefixes) =>
        new($@"^({string.Join('|', prefixes.Select(Regex.Escape))})($|\.)", RegexOptions.Compiled);

    [GeneratedRegex(@"<ProjectReference\s+Include=""[^""]*?(?<name>[\w.]+)\.csproj""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"^(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?(global::)?(?<name>\w+(\.\w+)*)", RegexOptions.Multiline)]
    private static partial Regex Using();

    /// <summary>What one folder may refer to, import and name. Null = not decided here.</summary>
    private sealed record Layer(string Folder)
    {
        public string? Except { get; init; }

        public string[]? Projects { get; init; }

        public bool PackagesAllowed { get; init; }

        public Regex? Forbidden { get; init; }

        public Regex? Usings { get; init; }

        public IEnumerable<SourceFile> FilesOf(SourceTree tree) =>
            tree.CSharp.Where(file => file.IsUnder(Folder) && (Except is null || !file.IsUnder(Except)));
    }
}
