using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using Pelikan.Node.Config.Values;
using Pelikan.Node.Replay.Engines;
using Pelikan.Node.Replay.Sweep;
using Pelikan.Node.Replay.Traces;
using Pelikan.Storage.Eviction;

namespace Pelikan.Node.Replay;

/// <summary>The options of <c>replay</c> as System.CommandLine sees them, and their reading into <see cref="ReplayOptions"/>.</summary>
internal sealed class ReplaySettings
{
    private const long KiB = 1024;
    private const long TiB = KiB * KiB * KiB * KiB;
    private const int ParallelMax = 256;
    private const int StepsMax = 1000;
    private const int HashPowerMax = 36;
    private const int MergeMax = 32;

    private static readonly ReplayOptions Defaults = new();

    private static readonly SizeType HeapSize = new(128 * KiB, 16 * TiB);

    private static readonly SizeType SegmentSize = new(64 * KiB, 8 * KiB * KiB, isPowerOfTwo: true);

    private static readonly DurationType Ttl = new(TimeSpan.FromDays(3650));

    private static readonly DurationType Pace = new(TimeSpan.FromHours(1));

    private readonly Argument<string?> _trace = new("TRACE")
    {
        Description = "The trace: a file (.gz is unpacked), or - for standard input. See docs/replay.md.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<TraceFormat> _format = Optional<TraceFormat>(
        "--format", "auto|csv|oracle", "How the trace is written: csv as the Twitter cache traces, oracle as libCacheSim's oracleGeneral. Default: by its look.", ParseFormat);

    private readonly Option<string?> _shape = new("--shape") { Description = "Generate requests of a published shape instead of reading a trace, such as cluster52. See docs/shapes.md.", HelpName = "cluster" };

    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Of a shape: the same seed generates the same requests.",
        DefaultValueFactory = _ => Defaults.Seed,
        HelpName = "number",
    };

    private readonly Option<TimeSpan> _duration = Optional<TimeSpan>("--duration", "time", "Of a shape: simulated time, such as 2d. Default: four of its median TTLs, a week at most.", Ttl.TryParse);
    private readonly Option<long> _population = Optional<long>("--population", "keys", "Of a shape: keys that are stored before the first request, and not counted.", ParseCount);

    private readonly Option<IReadOnlyList<long>> _sizes = Optional<IReadOnlyList<long>>(
        "--sizes", "size,…", "Heaps to try, such as 64MB,1GB. Default: powers of two up to what the trace has alive at once.", ListOf<long>(HeapSize.TryParse));

    private readonly Option<long> _from = Optional<long>("--from", "size", "The smallest heap of a ladder of equal ratios.", HeapSize.TryParse);
    private readonly Option<long> _to = Optional<long>("--to", "size", "The largest heap of the ladder.", HeapSize.TryParse);
    private readonly Option<int> _steps = Whole("--steps", "Sizes of the ladder.", Defaults.Steps, 1, StepsMax);

    private readonly Option<IReadOnlyList<EvictionKind>> _evictions = Optional<IReadOnlyList<EvictionKind>>(
        "--eviction", "policy,…", "What gives way when memory is full: the values of the setting seg.eviction, several to compare them. Default: merge.", ListOf<EvictionKind>(Policies.TryParse));

    private readonly Option<bool> _compare = new("--compare-lru") { Description = $"Run an exact LRU list beside them, with {LruEngine.ItemOverheadBytes} bytes of overhead an item." };
    private readonly Option<long> _segmentSize = Optional<long>("--segment-size", "size", "Bytes of a segment. Default: 2MB, less in heaps below 256MB.", SegmentSize.TryParse);
    private readonly Option<int> _hashPower = Whole("--hash-power", "As the setting seg.hash_power; 0 derives it from the heap.", 0, 0, HashPowerMax);
    private readonly Option<int> _mergeTarget = Whole("--merge-target", "As the setting seg.merge_target.", Defaults.Engine.MergeTarget, 2, MergeMax);
    private readonly Option<int> _mergeMax = Whole("--merge-max", "As the setting seg.merge_max.", Defaults.Engine.MergeMax, 2, MergeMax);

    private readonly Option<bool?> _fill = new("--fill-on-miss")
    {
        Description = "Whether a read that misses writes its key: true or false. Default: false for csv, which has the writes, true for others.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "true|false",
    };

    private readonly Option<TimeSpan> _fillTtl = Optional<TimeSpan>("--fill-ttl", "time", "How long what a miss writes lives, where the trace does not say, such as 1h. Default: for ever.", Ttl.TryParse);
    private readonly Option<int> _keySize = Whole("--key-size", "Bytes of an oracle object that are its key.", Defaults.KeyBytes, KeyBytes.LengthMin, TraceLimits.KeyBytesMax);
    private readonly Option<long> _limit = Optional<long>("--limit", "requests", "Read no more requests than this; of a shape, generate this many (default: 10000000).", ParseCount);
    private readonly Option<Warmup?> _warmup = Optional<Warmup?>("--warmup", "part|requests", "What is run and not counted: a part such as 0.2 or 20%, or a number of requests.", Warmup.TryParse);
    private readonly Option<bool> _skipBad = new("--skip-bad") { Description = "Count bad lines and records instead of ending at the first." };
    private readonly Option<int> _parallel = Whole("--parallel", "Engines that run at once.", Defaults.Parallel, 1, ParallelMax);

    private readonly Option<IReadOnlyList<double>> _targets = Optional<IReadOnlyList<double>>(
        "--target", "ratio,…", "Miss ratios whose memory is wanted, such as 0.05,0.01.", ListOf<double>(ParseRatio));

    private readonly Option<string?> _csv = new("--csv") { Description = "Write the results as CSV to a file, or to standard output with -.", HelpName = "file|-" };
    private readonly Option<string?> _json = new("--json") { Description = "Write the results as JSON to a file, or to standard output with -.", HelpName = "file|-" };
    private readonly Option<string?> _svg = new("--svg") { Description = "Draw the miss-ratio curve as SVG.", HelpName = "file" };
    private readonly Option<bool> _progress = new("--progress") { Description = "Tell progress on standard error even if it is no terminal." };
    private readonly Option<TimeSpan> _interval = Optional<TimeSpan>("--interval", "time", "Time between two lines of progress. Default: 1s.", Pace.TryParse);

    private delegate bool TryParser<T>(string text, out T? value, out string? error);

    public void AddTo(Command command)
    {
        command.Arguments.Add(_trace);
        Option[] options =
        [
            _format, _shape, _seed, _duration, _population, _sizes, _from, _to, _steps, _evictions, _compare, _segmentSize, _hashPower, _mergeTarget, _mergeMax, _fill, _fillTtl,
            _keySize, _limit, _warmup, _skipBad, _parallel, _targets, _csv, _json, _svg, _progress, _interval,
        ];
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The sweep asked for. Call only where parsing found no error.</summary>
    public ReplayOptions Read(ParseResult parsed) => new()
    {
        Trace = parsed.GetValue(_trace),
        Format = parsed.GetValue(_format),
        Shape = parsed.GetValue(_shape),
        Seed = parsed.GetValue(_seed),
        Duration = parsed.GetValue(_duration),
        Population = parsed.GetValue(_population),
        Sizes = parsed.GetValue(_sizes) ?? [],
        From = parsed.GetValue(_from),
        To = parsed.GetValue(_to),
        Steps = parsed.GetValue(_steps),
        Evictions = parsed.GetValue(_evictions) ?? Defaults.Evictions,
        ComparesLru = parsed.GetValue(_compare),
        Engine = new SegEngineOptions
        {
            SegmentBytes = (int)parsed.GetValue(_segmentSize),
            HashPower = parsed.GetValue(_hashPower),
            MergeTarget = parsed.GetValue(_mergeTarget),
            MergeMax = parsed.GetValue(_mergeMax),
        },
        FillsOnMiss = parsed.GetResult(_fill) is null ? null : parsed.GetValue(_fill) ?? true,
        FillTtl = parsed.GetValue(_fillTtl),
        KeyBytes = parsed.GetValue(_keySize),
        Limit = parsed.GetValue(_limit),
        Warmup = parsed.GetValue(_warmup) ?? Warmup.None,
        SkipsBad = parsed.GetValue(_skipBad),
        Parallel = parsed.GetValue(_parallel),
        Targets = parsed.GetValue(_targets) ?? [],
        CsvPath = parsed.GetValue(_csv),
        JsonPath = parsed.GetValue(_json),
        SvgPath = parsed.GetValue(_svg),
        ShowsProgress = parsed.GetValue(_progress),
        Interval = parsed.GetResult(_interval) is null ? Defaults.Interval : parsed.GetValue(_interval),
    };

    private static Option<int> Whole(string name, string description, int byDefault, int min, int max) => new(name)
    {
        Description = description,
        HelpName = $"{min}-{max}",
        CustomParser = result => Parse<int>(result, name, Only(result), (string text, out int value, out string? error) =>
        {
            bool read = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;
            error = read ? null : $"'{text}' is not a number from {min} to {max}";
            return read;
        }),
        DefaultValueFactory = _ => byDefault,
    };

    private static Option<T> Optional<T>(string name, string valueName, string description, TryParser<T> parse) => new(name)
    {
        Description = description,
        HelpName = valueName,
        CustomParser = result => Parse(result, name, Only(result), parse)!,
    };

    private static string Only(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[0].Value : "";

    private static T? Parse<T>(ArgumentResult result, string name, string text, TryParser<T> parse)
    {
        if (!parse(text, out T? value, out string? error))
        {
            result.AddError($"{name}: {error}");
        }

        return value;
    }

    private static TryParser<IReadOnlyList<T>> ListOf<T>(TryParser<T> parse) => (string text, out IReadOnlyList<T>? values, out string? error) =>
    {
        List<T> read = [];
        values = read;
        error = null;
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!parse(part, out T? value, out error))
            {
                return false;
            }

            read.Add(value!);
        }

        return true;
    };

    private static bool ParseFormat(string text, out TraceFormat format, out string? error)
    {
        bool read = Enum.TryParse(text, ignoreCase: true, out format) && Enum.GetNames<TraceFormat>().Contains(text, StringComparer.OrdinalIgnoreCase);
        error = read ? null : $"'{text}' is not auto, csv or oracle";
        return read;
    }

    private static bool ParseCount(string text, out long count, out string? error)
    {
        bool read = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;
        error = read ? null : $"'{text}' is not a number of requests";
        return read;
    }

    private static bool ParseRatio(string text, out double ratio, out string? error)
    {
        bool read = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out ratio);
        error = read ? null : $"'{text}' is not a miss ratio such as 0.05";
        return read;
    }
}
