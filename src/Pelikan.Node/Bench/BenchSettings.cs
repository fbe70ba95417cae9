using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;

namespace Pelikan.Node.Bench;

/// <summary>The options of <c>bench</c> as System.CommandLine sees them, and their reading into <see cref="BenchOptions"/>.</summary>
internal sealed class BenchSettings
{
    private readonly Argument<BenchTarget> _target = new("target")
    {
        Description = $"The server: host:port, [ipv6]:port or unix:path. Default {BenchTarget.Default}.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "host:port|unix:path",
        CustomParser = result => Parse<BenchTarget>(result, Only(result), BenchTarget.TryParse),
        DefaultValueFactory = result => Parse<BenchTarget>(result, BenchTarget.Default, BenchTarget.TryParse)!,
    };

    private readonly Option<BenchProtocol> _protocol = new("--protocol")
    {
        Description = "What the server speaks: memcache (text), meta or binary (memcached's other two), ping, or resp (redis).",
        HelpName = "memcache|meta|binary|ping|resp",
        DefaultValueFactory = _ => BenchProtocol.Memcache,
    };

    private readonly Option<int> _connections = Whole("--connections", "Connections, over all threads.", 32, 1, BenchLimits.ConnectionsMax);
    private readonly Option<int> _threads = Whole("--threads", "Threads, each with an event loop of its own.", 1, 1, BenchLimits.ThreadsMax);
    private readonly Option<int> _depth = Whole("--depth", "Requests kept in flight on each connection (pipelining).", 1, 1, BenchLimits.DepthMax);

    private readonly Option<double> _rate = new("--rate")
    {
        Description = "Requests a second over all connections, sent when due whatever the server does; latency counts from then. 0: closed loop.",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<WeightedRanges> _keySize = Ranges("--key-size", "Bytes of a key; the same key always has the same size.", "16");
    private readonly Option<WeightedRanges> _valueSize = Ranges("--value-size", "Bytes of a value: 32, 16-1024, or a list with weights: 32=90,1k-4k=10.", "32");

    private readonly Option<long> _keys = new("--keys")
    {
        Description = "How many different keys there are.",
        DefaultValueFactory = _ => 100_000,
    };

    private readonly Option<KeyPopularity> _keyPopularity = new("--key-dist")
    {
        Description = "Which keys are asked for: uniform, zipf:EXPONENT (such as zipf:0.99) or sequential.",
        CustomParser = result => Parse<KeyPopularity>(result, Only(result), KeyPopularity.TryParse),
        DefaultValueFactory = _ => KeyPopularity.Uniform,
        HelpName = "distribution",
    };

    private readonly Option<VerbMix> _mix = new("--mix")
    {
        Description = "Verbs with weights: get gets gat set add replace delete incr decr touch.",
        CustomParser = result => Parse<VerbMix>(result, Only(result), VerbMix.TryParse),
        DefaultValueFactory = result => Parse<VerbMix>(result, "get=90,set=10", VerbMix.TryParse)!,
        HelpName = "verb=weight,…",
    };

    private readonly Option<int> _multiget = Whole("--multiget", "Keys in one get.", 1, 1, BenchLimits.MultigetMax);
    private readonly Option<WeightedRanges> _ttl = Ranges("--ttl", "Seconds to live, written as --value-size is; 0 for no expiry.", "0");
    private readonly Option<bool> _prefill = new("--prefill") { Description = "Store every key once before the load." };
    private readonly Option<double?> _warmup = Seconds("--warmup", "Load that is not measured. Default 1s; none where --requests is given.");
    private readonly Option<double?> _duration = Seconds("--duration", "Measured load. Default 10s. 0 with --prefill: store the keys and end.");

    private readonly Option<long?> _requests = new("--requests")
    {
        Description = "End after so many measured requests instead of a time.",
    };

    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "The same seed sends the same requests.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<bool> _verify = new("--verify")
    {
        Description = "Write values that carry their key, length and a checksum, and check every value read. Keys that a run without --verify stored count as mismatches.",
    };

    private readonly Option<string?> _json = new("--json") { Description = "Write the result as JSON to a file, or to standard output with -.", HelpName = "file|-" };
    private readonly Option<int> _serverPid = Whole("--server-pid", "The server's process: report its CPU time a request and its resident memory.", 0, 0, int.MaxValue);

    private readonly Option<Dictionary<string, string>> _labels = new("--label")
    {
        Description = "A word for the JSON, by which 'bench report' sorts runs; may be given several times.",
        CustomParser = ParseLabels,
        HelpName = "name=value",
    };

    private delegate bool TryParser<T>(string text, out T? value, out string error);

    public void AddTo(Command command)
    {
        command.Arguments.Add(_target);
        Option[] options =
        [
            _protocol, _connections, _threads, _depth, _rate, _keySize, _valueSize, _keys, _keyPopularity, _mix, _multiget, _ttl,
            _prefill, _warmup, _duration, _requests, _seed, _verify, _json, _serverPid, _labels,
        ];
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The run asked for. Call only where parsing found no error.</summary>
    public BenchOptions Read(ParseResult parsed)
    {
        BenchProtocol protocol = parsed.GetValue(_protocol);
        long? requests = parsed.GetValue(_requests);
        return new BenchOptions
        {
            Target = parsed.GetValue(_target)!,
            Protocol = protocol,
            Connections = parsed.GetValue(_connections),
            Threads = parsed.GetValue(_threads),
            Depth = parsed.GetValue(_depth),
            Rate = parsed.GetValue(_rate),
            KeySize = parsed.GetValue(_keySize)!,
            ValueSize = parsed.GetValue(_valueSize)!,
            Keys = parsed.GetValue(_keys),
            KeyPopularity = parsed.GetValue(_keyPopularity)!,
            Mix = protocol == BenchProtocol.Ping ? VerbMix.PingOnly : parsed.GetValue(_mix)!,
            Multiget = parsed.GetValue(_multiget),
            Ttl = parsed.GetValue(_ttl)!,
            Prefill = parsed.GetValue(_prefill) && protocol != BenchProtocol.Ping,
            WarmupSeconds = parsed.GetValue(_warmup) ?? (requests is null ? 1 : 0),
            DurationSeconds = parsed.GetValue(_duration) ?? 10,
            Requests = requests,
            Seed = parsed.GetValue(_seed),
            Verify = parsed.GetValue(_verify),
            JsonPath = parsed.GetValue(_json),
            ServerPid = parsed.GetValue(_serverPid),
            Labels = parsed.GetValue(_labels) ?? [],
        };
    }

    private static Option<int> Whole(string name, string description, int byDefault, int min, int max)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (!result.Errors.Any() && (result.GetValueOrDefault<int>() < min || result.GetValueOrDefault<int>() > max))
            {
                result.AddError($"{name} must be from {min} to {max}");
            }
        });
        return option;
    }

    private static Option<WeightedRanges> Ranges(string name, string description, string byDefault) => new(name)
    {
        Description = description,
        CustomParser = result => Parse<WeightedRanges>(result, Only(result), WeightedRanges.TryParse),
        DefaultValueFactory = result => Parse<WeightedRanges>(result, byDefault, WeightedRanges.TryParse)!,
        HelpName = "distribution",
    };

    private static Option<double?> Seconds(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Parse<double?>(result, Only(result), TryParseSeconds),
        HelpName = "time",
    };

    /// <summary>A time: a number of seconds, or a number with ms, s, m or h.</summary>
    internal static bool TryParseSeconds(string text, out double? seconds, out string error)
    {
        (string digits, double unit) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], 1e-3),
            _ when text.EndsWith('s') => (text[..^1], 1),
            _ when text.EndsWith('m') => (text[..^1], 60),
            _ when text.EndsWith('h') => (text[..^1], 3600),
            _ => (text, 1.0),
        };
        bool read = double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && number * unit <= BenchLimits.SecondsMax;
        seconds = read ? number * unit : null;
        error = read ? "" : $"'{text}' is not a time up to a day, such as 10s, 500ms or 2m";
        return read;
    }

    private static string Only(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[0].Value : "";

    private static T? Parse<T>(ArgumentResult result, string text, TryParser<T> parse)
    {
        if (!parse(text, out T? value, out string error))
        {
            result.AddError(error);
        }

        return value;
    }

    private static Dictionary<string, string> ParseLabels(ArgumentResult result)
    {
        Dictionary<string, string> labels = [];
        foreach (Token token in result.Tokens)
        {
            int equals = token.Value.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || labels.Count == BenchLimits.LabelsMax)
            {
                result.AddError($"'{token.Value}' is not name=value, or one of more than {BenchLimits.LabelsMax} labels");
                continue;
            }

            labels[token.Value[..equals]] = token.Value[(equals + 1)..];
        }

        return labels;
    }
}
