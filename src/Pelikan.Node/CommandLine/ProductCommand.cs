using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using Pelikan.Actors;
using Pelikan.Node.Config;

namespace Pelikan.Node.CommandLine;

/// <summary>The argument and options of a product, and what they do.</summary>
internal sealed class ProductCommand
{
    private readonly Product _product;
    private readonly CommandLineSurroundings _surroundings;

    private readonly Argument<string?> _path = new("CONFIG")
    {
        Description = "TOML file with settings; without it the defaults hold. See docs/configuration.md",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _hocon = new("--hocon")
    {
        Description = "HOCON file that overrules settings of the actor system; see hocon/reference.conf",
        HelpName = "FILE",
    };

    private readonly Option<bool> _print = new("--config", "-c") { Description = "Print the settings in effect, and where each came from" };
    private readonly Option<bool> _stats = new("--stats", "-s") { Description = "List the metrics" };
    private readonly Option<bool> _check = new("--check") { Description = "Check the settings and say what is wrong" };
    private readonly Option<bool> _sample = new("--sample") { Description = "Print a commented file with all settings" };

    public ProductCommand(Product product, CommandLineSurroundings surroundings)
    {
        _product = product;
        _surroundings = surroundings;
    }

    /// <summary>Give a command the arguments of the product, and let it run the product.</summary>
    public void AddTo(Command command)
    {
        command.Add(_path);
        command.Add(_hocon);
        command.Add(_print);
        command.Add(_stats);
        command.Add(_check);
        command.Add(_sample);
        _path.Validators.Add(result => RefuseOption(result, command));
        command.SetAction(Run);
    }

    /// <summary>A mistyped option is no file.</summary>
    private static void RefuseOption(ArgumentResult result, Command command)
    {
        string? option = result.Tokens.Select(token => token.Value).FirstOrDefault(value => value.StartsWith('-'));
        if (option is not null)
        {
            string? nearest = NearestName.Find(option, command.Options.Select(known => known.Name));
            result.AddError($"there is no option '{option}'{NearestName.Suggest(nearest)}");
        }
    }

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(_sample))
        {
            _surroundings.Output.Write(ConfigSample.Write(_product));
            return ExitCode.Ok;
        }

        string? path = parsed.GetValue(_path);
        LoadedConfig loaded;
        ActorSettings actors;
        try
        {
            loaded = ConfigLoader.Load(_product, path, _surroundings.Environment);
            actors = ActorSettings.Load(parsed.GetValue(_hocon));
        }
        catch (HoconException e)
        {
            _surroundings.Error.WriteLine($"pelikan: the actor system's settings have a problem:\n  {e.Message}");
            return ExitCode.Configuration;
        }
        catch (ConfigException e)
        {
            Complain(e);
            return ExitCode.Configuration;
        }

        if (parsed.GetValue(_print))
        {
            _surroundings.Output.Write(ConfigPrinter.Print(loaded));
            return ExitCode.Ok;
        }

        if (parsed.GetValue(_check))
        {
            _surroundings.Output.WriteLine($"{path ?? "The defaults"}: right for {ProductNames.Of(_product)}");
            return ExitCode.Ok;
        }

        return _surroundings.Launch(new LaunchRequest(loaded, actors, parsed.GetValue(_stats) ? LaunchAction.ListStats : LaunchAction.Serve));
    }

    private void Complain(ConfigException e)
    {
        TextWriter error = _surroundings.Error;
        error.WriteLine($"pelikan: the configuration has {(e.Problems.Count == 1 ? "a problem" : $"{e.Problems.Count} problems")}:");
        foreach (ConfigProblem problem in e.Problems)
        {
            error.WriteLine($"  {problem}");
        }
    }
}
