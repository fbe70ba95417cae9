using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Conformance.Differential;

/// <summary>Random commands of memcached's classic text protocol on a few keys.</summary>
internal sealed class ClassicSteps(int seed) : IStepSource
{
    private const int BatchMax = 60;
    private const int DeltaMax = 999;

    // Numbers that keep their digits however often they are counted up and down: one that loses a digit is an intended difference.
    private const string CounterStart = "5000000000";

    private readonly Dice _dice = new(seed);
    private readonly long _now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public IDialect Dialect { get; } = new TextDialect();

    public IReadOnlyList<Step> Opening { get; } = [Line("set k0 0 0 1\r\na", "k0"), Line("gets k0", "k0"), Line("delete k0", "k0")];

    private static IReadOnlyList<string> Keys { get; } =
        [.. Enumerable.Range(0, 9).Select(number => $"k{number}"), new string('k', 250), "käse"];

    private static IReadOnlyList<string> Counters { get; } = ["n0", "n1", "n2"];

    public IReadOnlyList<Step> NextBatch()
    {
        List<Step> batch = [];
        int wanted = _dice.Between(1, BatchMax);
        if (_dice.Percent(70))
        {
            // The ids told by the batch before are still those of the items.
            batch.Add(CompareAndSet(_dice.Pick(Keys), stale: _dice.Percent(25)));
        }

        while (batch.Count < wanted)
        {
            AddNext(batch);
        }

        // Ids that the next batch can name.
        batch.Add(Read("gets", 4));
        return batch;
    }

    private void AddNext(List<Step> batch)
    {
        switch (_dice.Next(100))
        {
            case < 30:
                batch.Add(Store(_dice.Pick("set", "set", "add", "replace", "append", "prepend"), _dice.Pick(Keys)));
                break;
            case < 50:
                batch.Add(Read(_dice.Pick("get", "gets"), 5));
                break;
            case < 56:
                batch.Add(Read($"{_dice.Pick("gat", "gats")} {Expiry()}", 3));
                break;
            case < 62:
                batch.Add(CompareAndSet(_dice.Pick(Keys), stale: true));
                break;
            case < 70:
                batch.Add(OneKey("delete", _dice.Pick(Keys), _dice.Pick(string.Empty, string.Empty, " 0") + NoReply()));
                break;
            case < 76:
                batch.Add(OneKey("touch", _dice.Pick(Keys), $" {Expiry()}{NoReply()}"));
                break;
            case < 90:
                batch.Add(Count());
                break;
            case < 93:
                Probe(batch);
                break;
            case < 99:
                batch.Add(Wrong());
                break;
            default:
                batch.Add(_dice.Percent(20) ? Line($"flush_all{_dice.Pick(string.Empty, " 0", " noreply")}") : Line("verbosity 1"));
                break;
        }
    }

    private Step Store(string verb, string key) => Body($"{verb} {key} {Flags()} {Expiry()}", _dice.Value(), NoReply(), key);

    private Step CompareAndSet(string key, bool stale)
    {
        string value = _dice.Value();
        string head = string.Create(CultureInfo.InvariantCulture, $"cas {key} {Flags()} {Expiry()} {value.Length} ");
        return new Step(Wire.Bytes(head), [key]) { Cas = new CasUse(key, stale), Tail = Wire.Bytes($"{NoReply()}\r\n{value}\r\n") };
    }

    private Step Read(string verb, int most)
    {
        IReadOnlyList<string> keys = _dice.Some(most, [.. Keys, .. Counters, "absent"]);
        return Line($"{verb} {string.Join(' ', keys)}", [.. keys]);
    }

    private Step Count()
    {
        string key = _dice.Percent(8) ? _dice.Pick(Keys) : _dice.Pick(Counters);
        return key[0] == 'n' && _dice.Percent(15)
            ? Body($"{_dice.Pick("set", "add")} {key} {Flags()} 0", CounterStart, NoReply(), key)
            : OneKey(_dice.Pick("incr", "decr"), key, $" {_dice.Number(0, DeltaMax)}{NoReply()}");
    }

    // What may be read as a number and what not, the ends of its range; removed at once, because of the blanks it may be filled up with.
    private void Probe(List<Step> batch)
    {
        string text = _dice.Pick("0", "9", "99", "9223372036854775807", "18446744073709551616", "-5", "1.5", string.Empty, "12x", "x12", "007");
        batch.Add(Body("set probe 7 0", text, string.Empty, "probe"));
        batch.Add(Line($"{_dice.Pick("incr", "decr")} probe {_dice.Pick("1", "0", "10", "18446744073709551615")}", "probe"));
        batch.Add(Line("delete probe", "probe"));
    }

    private Step Wrong()
    {
        string key = _dice.Pick(Keys);
        string line = _dice.Pick("get", "gets", $"incr {key}", $"touch {key}", "gat", "delete", "decr", "touch", "incr");
        return _dice.Next(6) switch
        {
            0 => Line(line, key) with { Allowed = IntendedDifferences.TooFewWords },
            1 => Line(_dice.Pick("foo", "GET k1", "sett k1 0 0 1", "mx k1", "foo bar baz"), key),
            2 => Line($"{_dice.Pick("incr", "decr")} {key} {_dice.Pick("abc", "-1", "1.5", "18446744073709551616", "1x")}{NoReply()}", key),
            3 => Line($"{_dice.Pick("touch", "gat")} {_dice.Pick($"{key} abc", $"abc {key}")}", key),
            4 => Line($"{_dice.Pick("get x", "gets", "incr", "touch")} {new string('x', 251)} 1", key) with { Allowed = IntendedDifferences.TooFewWords },
            _ => BadBody(key),
        };
    }

    private Step BadBody(string key)
    {
        string line = _dice.Pick($"{key} x 0", $"{key} -1 0", $"{new string('x', 251)} 0 0");
        Step step = Body($"{_dice.Pick("set", "add", "append")} {line}", string.Empty, string.Empty, key);
        return step with { Allowed = IntendedDifferences.BodyOfABadLine };
    }

    private string Flags() => _dice.Pick("0", "0", "1", "65535", "4294967295");

    // Either over at once or not while the test runs.
    private string Expiry() => _dice.Next(12) switch
    {
        0 => "-1",
        1 => "2592001",
        2 => (_now + 100_000 + _dice.Next(1000)).ToString(CultureInfo.InvariantCulture),
        < 6 => _dice.Number(1_000, 2_592_000),
        _ => "0",
    };

    private string NoReply() => _dice.Percent(12) ? " noreply" : string.Empty;

    private static Step OneKey(string verb, string key, string rest) => Line($"{verb} {key}{rest}", key);

    private static Step Body(string line, string value, string option, string key) =>
        Line(string.Create(CultureInfo.InvariantCulture, $"{line} {value.Length}{option}\r\n{value}"), key);

    private static Step Line(string line, params string[] keys) => new(Wire.Bytes(line + "\r\n"), keys);
}
