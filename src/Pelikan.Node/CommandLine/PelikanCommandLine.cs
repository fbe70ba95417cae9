using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.IO;
using System.Linq;
using System.Reflection;
using Pelikan.Node.Config;

namespace Pelikan.Node.CommandLine;

/// <summary>
/// The command line: <c>pelikan [product] [CONFIG] [options]</c>. Answers what needs no server itself, and hands the rest
/// to <see cref="CommandLineSurroundings.Launch"/>.
/// </summary>
public static class PelikanCommandLine
{
    private const string Name = "pelikan";

    /// <summary>The version of this program, such as <c>0.1.0</c>.</summary>
    public static string Version { get; } = ReadVersion();

    /// <summary>Run the command line; the result is the exit code of the process.</summary>
    public static int Run(string[] arguments, CommandLineSurroundings surroundings)
    {
        Command root = Build(surroundings);
        if (UnknownProduct(arguments, root) is string complaint)
        {
            return Refuse(surroundings.Error, [complaint]);
        }

        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
        {
            return Refuse(surroundings.Error, parsed.Errors.Select(error => error.Message));
        }

        // A server handles its own signals, and its faults belong to the outermost frame of the process.
        return parsed.Invoke(new InvocationConfiguration
        {
            Output = surroundings.Output,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static Command Build(CommandLineSurroundings surroundings)
    {
        Command root = new(Name, HelpText.Root);
        foreach ((string name, Product product) in ProductNames.All)
        {
            Command command = new(name, HelpText.Product(product));
            new ProductCommand(product, surroundings).AddTo(command);
            command.Add(Help($"{Name} {name}", HelpText.ProductMore(product), HelpText.Ports(), HelpText.ExitCodes));
            root.Add(command);
        }

        foreach (Command tool in surroundings.Tools)
        {
            tool.Add(Help($"{Name} {tool.Name}", HelpText.Tool(tool.Name)));
            foreach (Command part in tool.Subcommands)
            {
                part.Add(Help($"{Name} {tool.Name} {part.Name}", HelpText.ToolExitCodes));
            }

            root.Add(tool);
        }

        new ProductCommand(ProductNames.All[0].Product, surroundings).AddTo(root);
        Option<bool> version = new("--version") { Description = "Print the version", Action = new VersionAction() };
        root.Add(version);
        root.Add(Help(Name, HelpText.RootMore, HelpText.Ports(), HelpText.ExitCodes));
        return root;
    }

    private static HelpOption Help(string calledAs, params string[] paragraphs) =>
        new("--help", "-h") { Description = "Show this help", Recursive = false, Action = new HelpPage(calledAs, paragraphs) };

    /// <summary>
    /// The complaint about a first argument that is no product, no tool and no file. One that looks like a path is left
    /// to the loader, whose message about a missing file says more.
    /// </summary>
    private static string? UnknownProduct(string[] arguments, Command root)
    {
        if (arguments.Length == 0 || arguments[0].StartsWith('-'))
        {
            return null;
        }

        string first = arguments[0];
        string[] names = [.. root.Subcommands.Select(command => command.Name)];
        bool looksLikePath = first.Contains('/') || first.EndsWith(".toml", StringComparison.OrdinalIgnoreCase);
        if (names.Contains(first) || looksLikePath || File.Exists(first))
        {
            return null;
        }

        string nearest = NearestName.Suggest(NearestName.Find(first, names));
        return $"'{first}' is neither a product nor a file{nearest}\nProducts and tools: {string.Join(", ", names)}";
    }

    private static int Refuse(TextWriter error, IEnumerable<string> complaints)
    {
        foreach (string complaint in complaints)
        {
            error.WriteLine($"{Name}: {complaint}");
        }

        error.WriteLine($"Try '{Name} --help'.");
        return ExitCode.Usage;
    }

    private static string ReadVersion()
    {
        string? full = typeof(PelikanCommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return full?.Split('+')[0] ?? "unknown";
    }
}
