using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;

namespace Pelikan.Node.CommandLine;

/// <summary>Writes what a command is for, how it is called, and what each of its arguments and options means.</summary>
internal static class HelpWriter
{
    private const int NameWidthMax = 32;

    public static void Write(Command command, string calledAs, TextWriter output)
    {
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine("Usage:");
        output.WriteLine($"  {Usage(command, calledAs)}");
        List(IsRoot(calledAs) ? "Products and tools:" : "Commands:", command.Subcommands.Where(sub => !sub.Hidden).Select(sub => (sub.Name, sub.Description ?? "")), output);
        List("Arguments:", command.Arguments.Where(argument => !argument.Hidden).Select(argument => (argument.Name, argument.Description ?? "")), output);
        List("Options:", command.Options.Where(option => !option.Hidden).Select(option => (Names(option), Describe(option))), output);
        output.WriteLine();
    }

    private static string Usage(Command command, string calledAs)
    {
        IEnumerable<string> parts = [calledAs];
        if (command.Subcommands.Count > 0)
        {
            parts = parts.Append(IsRoot(calledAs) ? "[PRODUCT]" : "[COMMAND]");
        }

        return string.Join(' ', parts.Concat(command.Arguments.Select(Placeholder)).Append("[OPTIONS]"));
    }

    private static bool IsRoot(string calledAs) => !calledAs.Contains(' ', System.StringComparison.Ordinal);

    private static string Placeholder(Argument argument) => argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]" : argument.Name;

    private static string Names(Option option)
    {
        IEnumerable<string> names = option.Aliases.Append(option.Name).OrderBy(name => name.Length);
        string value = option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) ? "" : $" {option.HelpName ?? "VALUE"}";
        return string.Join(", ", names) + value;
    }

    private static string Describe(Option option)
    {
        bool tellsDefault = option.HasDefaultValue && option.ValueType != typeof(bool) && option.GetDefaultValue() is not (null or "");
        return tellsDefault ? $"{option.Description} (default: {option.GetDefaultValue()})" : option.Description ?? "";
    }

    private static void List(string title, IEnumerable<(string Name, string Text)> rows, TextWriter output)
    {
        (string Name, string Text)[] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title);
        int width = int.Min(NameWidthMax, all.Max(row => row.Name.Length));
        foreach ((string name, string text) in all)
        {
            output.WriteLine($"  {name.PadRight(width)}  {text}");
        }
    }
}
