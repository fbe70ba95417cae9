using Pelikan.Node.Config;

namespace Pelikan.Node.CommandLine;

/// <summary>What help says beyond the list of arguments and options.</summary>
internal static class HelpText
{
    public const string Root =
        """
        Pelikan, a cache server. Without a product it runs segcache.
        """;

    public const string RootMore =
        """
        Examples:
          pelikan                                        a memcached-compatible cache with the defaults
          pelikan segcache config/segcache.toml          the same, with the settings of a file
          pelikan config/segcache.toml --config          the settings in effect, and where each came from
          pelikan segcache --sample > my.toml            a commented file to begin with
          PELIKAN_SEG_HEAP_SIZE=4GB pelikan segcache     a setting from the environment
          pelikan rds                                    a Redis-compatible cache with the defaults
          pelikan pingserver                             PING and PONG: the data plane without storage
          pelikan bench                                  put load on a server, and see what it does
          pelikan replay trace.csv.gz                    how much memory this trace needs
        """;

    public const string ExitCodes =
        """
        Exit codes:
          0 done or stopped as told, 64 the command line is wrong, 69 a port or memory is not to be had,
          70 the server failed, 73 a log or pid file cannot be written, 78 the configuration is wrong
        """;

    public static string Product(Product product) => product switch
    {
        Config.Product.Pingserver => "Run a server that answers PING, to measure with and to learn from",
        Config.Product.Rds => "Run a Redis-compatible cache on Segcache storage",
        _ => "Run a memcached-compatible cache on Segcache storage",
    };

    public static string ProductMore(Product product)
    {
        string name = ProductNames.Of(product);
        return
            $"""
            Examples:
              {"pelikan " + name,-46} serve with the defaults
              {$"pelikan {name} config/{name}.toml",-46} serve with the settings of a file
              {$"pelikan {name} --check my.toml",-46} say what is wrong with a file, if anything
            """;
    }

    public const string ToolExitCodes =
        """
        Exit codes:
          0 done, 1 faults were found, 64 the command line is wrong, 69 the other side cannot be reached
        """;

    public const string ReplayMore =
        """
        Examples:
          pelikan replay trace.csv                                          miss ratios from little memory to all that it can use
          pelikan replay trace.csv --target 0.05,0.01 --svg curve.svg       the memory that two miss ratios take, and the curve
          pelikan replay trace.csv --sizes 1GB,4GB --eviction merge,fifo    two policies beside each other
          pelikan replay --shape cluster52 --limit 20000000                 a generated workload of published shape
          zstd -dc cluster52.zst | pelikan replay - --from 1GB --to 64GB --limit 100000000
        """;

    public const string ReplayExitCodes =
        """
        Exit codes:
          0 done, 64 the command line is wrong, 65 the trace is wrong, 69 memory is not to be had, 73 a file cannot be written
        """;

    /// <summary>What the help of a tool ends with.</summary>
    public static string[] Tool(string name) => name == "replay" ? [ReplayMore, ReplayExitCodes] : [ToolExitCodes];

    /// <summary>The ports with their defaults.</summary>
    public static string Ports()
    {
        NodeConfig defaults = new();
        return
            $"""
            Ports, unless the settings say otherwise:
              {defaults.Server.Port,-6} clients, on {string.Join(", ", defaults.Server.Hosts)}
              {defaults.Admin.Port,-6} administration in ASCII (try: help), on {defaults.Admin.Host}
              {defaults.Admin.HttpPort,-6} HTTP: /metrics, /vars.json, /healthz, /readyz, on {defaults.Admin.HttpHost}
            """;
    }
}
