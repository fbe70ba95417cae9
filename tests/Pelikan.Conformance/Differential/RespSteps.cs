using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Conformance.Differential;

/// <summary>Random RESP commands of some groups on a few keys, with wrong ones among them, and now and then a look at everything.</summary>
internal sealed class RespSteps : IStepSource
{
    private const int BatchMax = 80;
    private const int BatchesPerLook = 40;
    private const int WrongPercent = 3;

    private static readonly HashSet<string> Keys = [.. RespKeySpace.All];

    private readonly Dice _dice;
    private readonly IReadOnlyList<IRespCommands> _groups;
    private int _batches;

    /// <param name="seed">What the commands follow from.</param>
    /// <param name="version">Of RESP, 2 or 3.</param>
    /// <param name="collections">Collections, or strings.</param>
    public RespSteps(int seed, int version, bool collections)
    {
        _dice = new Dice(seed);
        RespKeySpace keys = new(_dice);
        IRespCommands any = new RespKeyCommands(_dice, keys);
        _groups = collections
            ? [any, .. Collections(keys, version), .. Collections(keys, version)]
            : [any, new RespStringCommands(_dice, keys), new RespStringCommands(_dice, keys)];
        Opening = version == 3 ? [RespDialect.Command(["HELLO", "3"], []) with { Allowed = IntendedDifferences.GreetingOfHello }] : [];
    }

    public IDialect Dialect { get; } = new RespDialect();

    public IReadOnlyList<Step> Opening { get; }

    public IReadOnlyList<Step> NextBatch()
    {
        IEnumerable<RespLine> lines = ++_batches % BatchesPerLook == 0
            ? Look()
            : Enumerable.Range(0, _dice.Between(1, BatchMax)).Select(_ => Spoil(_dice.Pick(_groups).Next()));
        return [.. lines.Select(line => RespDialect.Command(line.Words, [.. line.Words.Where(Keys.Contains)], line.Rule))];
    }

    // All there is.
    private static IEnumerable<RespLine> Look()
    {
        yield return RespLine.Unordered("KEYS", "*");
        foreach (string key in RespKeySpace.All)
        {
            yield return RespLine.Of("TYPE", key);
            yield return RespLine.With(ReplyRule.Seconds, "TTL", key);
            yield return RespLine.Of("GET", key);
            yield return RespLine.Of("LRANGE", key, "0", "-1");
            yield return RespLine.With(ReplyRule.UnorderedPairs, "HGETALL", key);
            yield return RespLine.Unordered("SMEMBERS", key);
            yield return RespLine.Of("ZRANGE", key, "0", "-1", "WITHSCORES");
        }
    }

    private IRespCommands[] Collections(RespKeySpace keys, int version) =>
    [
        new RespListCommands(_dice, keys),
        new RespHashCommands(_dice, keys, version),
        new RespSetCommands(_dice, keys),
        new RespSortedSetCommands(_dice, keys, version),
    ];

    // An argument too few or too many, or one of another sort.
    private RespLine Spoil(RespLine line)
    {
        if (line.Fixed || line.Words.Count < 2 || !_dice.Percent(WrongPercent))
        {
            return _dice.Percent(20) ? line with { Words = [RandomCase(line.Words[0]), .. line.Words.Skip(1)] } : line;
        }

        // A moment that far away is no end at all here.
        string huge = line.Words.Contains("PXAT") || line.Words[0] == "PEXPIREAT" ? "9223372036854775808" : "9223372036854775807";
        string junk = _dice.Pick("abc", "-1", "0", huge, "9223372036854775808", "1.5", "nan", "(1", " 1", "1 ", "+1", "01");
        List<string> words = [.. line.Words];
        switch (_dice.Next(3))
        {
            case 0:
                words.RemoveAt(words.Count - 1);
                break;
            case 1:
                words.Add(junk);
                break;
            default:
                words[_dice.Between(1, words.Count - 1)] = junk;
                break;
        }

        return line with { Words = words };
    }

    private string RandomCase(string word) => _dice.Percent(50) ? word.ToLower(CultureInfo.InvariantCulture) : word[..1] + word[1..].ToLower(CultureInfo.InvariantCulture);
}
