using System;
using System.CommandLine;
using System.IO;
using Pelikan.Node.CommandLine;
using Pelikan.Node.Config;
using Pelikan.Node.Protocol;
using Pelikan.Node.Tests.Config;
using Xunit;

namespace Pelikan.Node.Tests.CommandLine;

public sealed class PelikanCommandLineTests
{
    private const int Launched = 42;
    private const int ToolRan = 43;

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private LaunchRequest? _request;

    private static string SegcacheFile => RepositoryFile.PathOf("config/segcache.toml");

    [Fact]
    public void Nothing_given_serves_segcache()
    {
        Assert.Equal(Launched, Run());
        Assert.Equal((Product.Segcache, LaunchAction.Serve, 12321), (_request!.Product, _request.Action, _request.Config.Server.Port));
    }

    [Fact]
    public void Product_and_file_are_taken()
    {
        Assert.Equal(Launched, Run("pingserver"));
        Assert.Equal(Product.Pingserver, _request!.Product);
        Assert.Equal(Launched, Run("rds"));
        Assert.Equal((Product.Rds, ProtocolSet.Resp), (_request.Product, _request.Config.Server.Protocols));
        Assert.Equal(Launched, Run("segcache", SegcacheFile));
        Assert.Equal(ProtocolSet.Memcache, _request.Config.Server.Protocols);
        Assert.StartsWith(SegcacheFile, _request.Loaded.OriginOf(TestConfig.Key("server.port")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void File_alone_is_for_segcache()
    {
        Assert.Equal(Launched, Run(SegcacheFile));
        Assert.Equal(Product.Segcache, _request!.Product);
        Assert.StartsWith(SegcacheFile, _request.Loaded.OriginOf(TestConfig.Key("server.port")).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--stats")]
    [InlineData("-s")]
    public void Stats_asks_for_the_list(string option)
    {
        Assert.Equal(Launched, Run("pingserver", option));
        Assert.Equal(LaunchAction.ListStats, _request!.Action);
    }

    [Theory]
    [InlineData("--config")]
    [InlineData("-c")]
    public void Config_prints_what_is_in_effect(string option)
    {
        Assert.Equal(ExitCode.Ok, Run("segcache", SegcacheFile, option));
        Assert.Contains($"# {SegcacheFile}:", _output.ToString(), StringComparison.Ordinal);
        Assert.Null(_request);
    }

    [Fact]
    public void Environment_overrides()
    {
        Assert.Equal(ExitCode.Ok, RunWith(["PELIKAN_SERVER_PORT=21399"], "-c"));
        Assert.Matches("port = 21399 +# PELIKAN_SERVER_PORT", _output.ToString());
    }

    [Fact]
    public void Hocon_overrules_the_actor_system_and_is_checked()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "pelikan.storage.maintenance-interval = 25ms");
        Assert.Equal(Launched, Run("segcache", "--hocon", path));
        Assert.Equal(TimeSpan.FromMilliseconds(25), _request!.Actors.MaintenanceInterval);
        File.WriteAllText(path, "pelikan.storage.maintenence-interval = 25ms");
        Assert.Equal(ExitCode.Configuration, Run("segcache", "--hocon", path));
        Assert.Contains("maintenence-interval", _error.ToString(), StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public void Sample_is_the_file_in_the_repository()
    {
        Assert.Equal(ExitCode.Ok, Run("--sample"));
        Assert.Equal(File.ReadAllText(SegcacheFile), _output.ToString());
    }

    [Fact]
    public void Check_says_what_is_right_and_what_is_not()
    {
        Assert.Equal(ExitCode.Ok, Run("segcache", "--check", SegcacheFile));
        Assert.Contains("right for segcache", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Configuration, Run("pingserver", "--check", SegcacheFile));
        Assert.Contains("[seg] does nothing in pingserver", _error.ToString(), StringComparison.Ordinal);
        Assert.Null(_request);
    }

    [Fact]
    public void Wrong_configuration_is_not_launched()
    {
        Assert.Equal(ExitCode.Configuration, RunWith(["PELIKAN_SERVER_PROT=1", "PELIKAN_SERVER_PORT=x"], "segcache"));
        Assert.Contains("2 problems", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("did you mean 'PELIKAN_SERVER_PORT'", _error.ToString(), StringComparison.Ordinal);
        Assert.Null(_request);
    }

    [Theory]
    [InlineData("'segcach' is neither a product nor a file; did you mean 'segcache'", "segcach")]
    [InlineData("Products and tools: segcache, rds, pingserver, bench", "redis")]
    [InlineData("there is no option '--confg'; did you mean '--config'", "segcache", "--confg")]
    [InlineData("there is no option '--chekc'; did you mean '--check'", "--chekc")]
    [InlineData("Unrecognized command or argument 'b.toml'", "segcache", "a.toml", "b.toml")]
    [InlineData("Try 'pelikan --help'", "")]
    public void Wrong_line_is_refused(string message, params string[] arguments)
    {
        Assert.Equal(ExitCode.Usage, Run(arguments));
        Assert.Contains(message, _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
        Assert.Null(_request);
    }

    [Theory]
    [InlineData("nowhere.toml")]
    [InlineData("./nowhere")]
    [InlineData("segcache", "nowhere")]
    public void Missing_file_is_a_problem_of_the_configuration(params string[] arguments)
    {
        Assert.Equal(ExitCode.Configuration, Run(arguments));
        Assert.Contains("there is no such file", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Usage:\n  pelikan [PRODUCT] [CONFIG] [OPTIONS]", "--help")]
    [InlineData("Usage:\n  pelikan segcache [CONFIG] [OPTIONS]", "segcache", "-h")]
    [InlineData("Usage:\n  pelikan rds [CONFIG] [OPTIONS]", "rds", "--help")]
    [InlineData("Run a Redis-compatible cache on Segcache storage", "rds", "-h")]
    [InlineData("Usage:\n  pelikan bench [COMMAND] TARGET [OPTIONS]", "bench", "--help")]
    [InlineData("Usage:\n  pelikan bench part [OPTIONS]", "bench", "part", "--help")]
    [InlineData("  12321  clients, on 0.0.0.0", "pingserver", "--help")]
    [InlineData("PELIKAN_SEG_HEAP_SIZE=4GB", "-h")]
    [InlineData("--depth N", "bench", "-h")]
    [InlineData("(default: 7)", "bench", "-h")]
    public void Help_shows(string text, params string[] arguments)
    {
        Assert.Equal(ExitCode.Ok, Run(arguments));
        Assert.Contains(text, _output.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Null(_request);
    }

    [Fact]
    public void Version_is_printed()
    {
        Assert.Equal(ExitCode.Ok, Run("--version"));
        Assert.Matches("^pelikan [0-9]+\\.[0-9]+\\.[0-9]+\\s*$", _output.ToString());
    }

    [Fact]
    public void Tools_run_beside_the_products()
    {
        Assert.Equal(ToolRan, Run("bench", "localhost", "--depth", "3"));
        Assert.Equal("3 localhost", _output.ToString());
    }

    [Fact]
    public void Fault_of_a_launch_is_not_swallowed() =>
        Assert.Throws<InvalidOperationException>(() => PelikanCommandLine.Run([], Surroundings([], _ => throw new InvalidOperationException())));

    private int Run(params string[] arguments) => RunWith([], arguments);

    private int RunWith(string[] variables, params string[] arguments) =>
        PelikanCommandLine.Run(arguments, Surroundings(variables, request =>
        {
            _request = request;
            return Launched;
        }));

    private CommandLineSurroundings Surroundings(string[] variables, Func<LaunchRequest, int> launch) => new()
    {
        Launch = launch,
        Environment = TestConfig.Environment(variables),
        Output = _output,
        Error = _error,
        Tools = [Tool()],
    };

    private Command Tool()
    {
        Argument<string> target = new("TARGET");
        Option<int> depth = new("--depth") { HelpName = "N", Description = "How deep", DefaultValueFactory = _ => 7 };
        Command tool = new("bench", "Measure") { target, depth };
        Command part = new("part", "One of its parts");
        part.SetAction(_ => 0);
        tool.Add(part);
        tool.SetAction(parsed =>
        {
            _output.Write($"{parsed.GetValue(depth)} {parsed.GetValue(target)}");
            return ToolRan;
        });
        return tool;
    }
}
