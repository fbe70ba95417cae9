using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Pelikan.Conformance.Differential;

/// <summary>Random meta commands on a few keys, and classic ones on keys that both take.</summary>
internal sealed class MetaSteps(int seed) : IStepSource
{
    private const int BatchMax = 60;
    private const string CounterStart = "5000000000";

    private readonly Dice _dice = new(seed);
    private readonly long _now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    private int _opaque;

    public IDialect Dialect { get; } = new TextDialect();

    public IReadOnlyList<Step> Opening { get; } = [Line("set m0 0 0 1\r\na", "m0"), Line("gets m0", "m0"), Line("delete m0", "m0")];

    // Those with b are sent in base64, always: a key that is sent in both ways is an intended difference.
    private static IReadOnlyList<string> Keys { get; } = [.. Enumerable.Range(0, 7).Select(number => $"m{number}"), "b0", "b1"];

    // Written by classic commands too, which leave no marks: they are not asked when they were last read.
    private static IReadOnlyList<string> SharedKeys { get; } = ["s0", "s1"];

    private static IReadOnlyList<string> Counters { get; } = ["n0", "n1", "n2"];

    public IReadOnlyList<Step> NextBatch()
    {
        List<Step> batch = [];
        int wanted = _dice.Between(1, BatchMax);
        if (_dice.Percent(70))
        {
            batch.Add(Compare(PlainKey(), stale: _dice.Percent(25)));
        }

        while (batch.Count < wanted)
        {
            batch.Add(Next());
        }

        batch.AddRange(_dice.Some(3, Keys.Where(key => key[0] == 'm').ToList()).Select(key => Line($"mg {key} c u", key)));
        return batch;
    }

    private Step Next() => _dice.Next(100) switch
    {
        < 30 => Get(),
        < 55 => Set(),
        < 61 => Compare(PlainKey(), stale: true),
        < 72 => Delete(),
        < 84 => Arithmetic(),
        < 91 => Shared(),
        < 98 => Wrong(),
        _ => Line(_dice.Percent(5) ? "flush_all" : "md absent q", "absent"),
    };

    private Step Get()
    {
        string key = AnyKey();
        List<string> flags = [.. Flags(7, "v", "v", "s", "f", "c", "t", "k", "q", "u", "h", "l")];
        MaybeAdd(flags, "T", Ttl(), 15);
        MaybeAdd(flags, "N", Ttl(), key[0] == 'b' ? 0 : 15);
        MaybeAdd(flags, "R", Between(), 15);
        MaybeAdd(flags, "O", Opaque(), 20);
        return Line($"mg {Named(key, flags)}{Shuffled(flags)}", key);
    }

    private Step Set()
    {
        string key = AnyKey();
        List<string> flags = [.. Flags(3, "c", "k", "q")];
        MaybeAdd(flags, "T", Ttl(), 30);
        MaybeAdd(flags, "F", _dice.Pick("0", "1", "4294967295"), 30);
        MaybeAdd(flags, "O", Opaque(), 20);
        MaybeAdd(flags, "M", key[0] == 'b' ? _dice.Pick("E", "R", "S") : _dice.Pick("E", "A", "P", "R", "S"), 40);
        string value = _dice.Value();
        return Line(string.Create(CultureInfo.InvariantCulture, $"ms {Named(key, flags, value.Length)}{Shuffled(flags)}\r\n{value}"), key)
            with { Allowed = IntendedDifferences.IdOfAnItemStoredExpired };
    }

    // Stores, removes or marks an item, if it is still the one that was read.
    private Step Compare(string key, bool stale)
    {
        string value = _dice.Value();
        List<string> flags = [.. Flags(2, "c", "k", "q")];
        MaybeAdd(flags, "T", Ttl(), 30);
        string rest = flags.Count == 0 ? string.Empty : " " + string.Join(' ', flags);
        (string head, string tail) = _dice.Next(4) switch
        {
            0 => ($"md {key} C", $"{_dice.Pick(string.Empty, " I")} k\r\n"),
            1 => ($"ms {key} {value.Length.ToString(CultureInfo.InvariantCulture)} C", $"{rest} I\r\n{value}\r\n"),
            2 => ($"ms {key} {value.Length.ToString(CultureInfo.InvariantCulture)} C", $" M{_dice.Pick("A", "P", "R", "S")}{rest}\r\n{value}\r\n"),
            _ => ($"ms {key} {value.Length.ToString(CultureInfo.InvariantCulture)} C", $"{rest}\r\n{value}\r\n"),
        };
        return new Step(Wire.Bytes(head), [key]) { Cas = new CasUse(key, stale), Tail = Wire.Bytes(tail), Allowed = IntendedDifferences.IdOfAnItemStoredExpired };
    }

    private Step Delete()
    {
        string key = AnyKey();
        List<string> flags = [.. Flags(2, "k", "q")];
        MaybeAdd(flags, "O", Opaque(), 20);
        if (_dice.Percent(60))
        {
            flags.Add("I");
            MaybeAdd(flags, "T", Ttl(), 50);
        }

        return Line($"md {Named(key, flags)}{Shuffled(flags)}", key);
    }

    private Step Arithmetic()
    {
        string key = _dice.Percent(10) ? PlainKey() : _dice.Pick(Counters);
        if (key[0] == 'n' && _dice.Percent(10))
        {
            return _dice.Percent(50) ? Line($"md {key} q", key) : Line($"ms {key} {CounterStart.Length} F3\r\n{CounterStart}", key);
        }

        List<string> flags = [.. Flags(5, "t", "c", "v", "k", "q")];
        MaybeAdd(flags, "D", _dice.Number(0, 999), 50);
        MaybeAdd(flags, "M", _dice.Pick("I", "D", "+", "-", "i", "d"), 50);
        MaybeAdd(flags, "T", Ttl(), 20);
        MaybeAdd(flags, "O", Opaque(), 20);
        if (_dice.Percent(30))
        {
            flags.AddRange(["N" + Ttl(), "J" + CounterStart]);

            // Before 1.6.40 a quiet request that made its item was answered all the same.
            flags.Remove("q");
        }

        return Line($"ma {key}{Shuffled(flags)}", key);
    }

    private Step Shared()
    {
        string key = _dice.Pick(SharedKeys);
        string value = _dice.Value();
        string length = value.Length.ToString(CultureInfo.InvariantCulture);
        return _dice.Next(6) switch
        {
            0 => Line($"set {key} 5 0 {length}\r\n{value}", key),
            1 => Line($"gets {key}", key),
            2 => Line($"mg {key} v f t c", key),
            3 => Line($"md {key} I", key),
            4 => Line($"delete {key}", key),
            _ => Line($"ms {key} {length} T{Ttl()} c\r\n{value}", key) with { Allowed = IntendedDifferences.IdOfAnItemStoredExpired },
        };
    }

    private Step Wrong()
    {
        string key = PlainKey();
        return _dice.Next(5) switch
        {
            0 => Line($"{_dice.Pick("mg", "md", "ma")} {key} {_dice.Pick("!", "v v", "k k", "Tx", "Nabc", "k q k")}", key) with { Allowed = IntendedDifferences.ErrorsOfMetaFlags },
            1 => Line($"{_dice.Pick("mg", "md")} {key} O{new string('o', 32)}", key),
            2 => Line($"{_dice.Pick("mg", "md")} {new string('x', 251)}", key),
            3 => Line($"{_dice.Pick("mg", "md", "ma")}", key) with { Allowed = IntendedDifferences.TooFewWords },
            _ => Line($"ms {key} 2 {_dice.Pick("Tx", "Fx", "MQ", "k k")}\r\nab", key) with { Allowed = IntendedDifferences.BodyOfABadLine },
        };
    }

    private string PlainKey() => $"m{_dice.Number(0, 6)}";

    private string AnyKey() => _dice.Percent(3) ? new string('m', 180) : _dice.Pick(Keys);

    // The key as it is sent: itself, or in base64. Behind it the length of the value, where there is one.
    private string Named(string key, List<string> flags, int length = -1)
    {
        bool encoded = key[0] == 'b';
        if (encoded)
        {
            flags.Add("b");
        }

        string name = encoded ? Convert.ToBase64String(Encoding.Latin1.GetBytes(key)) : key;
        return length < 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {length}");
    }

    private IEnumerable<string> Flags(int most, params string[] choices) => _dice.Some(most, choices).Distinct().Take(_dice.Between(0, most));

    private string Shuffled(List<string> flags) => string.Concat(flags.OrderBy(_ => _dice.Next(1000)).Select(flag => " " + flag));

    private void MaybeAdd(List<string> flags, string flag, string token, int percent)
    {
        if (_dice.Percent(percent))
        {
            flags.Add(flag + token);
        }
    }

    private string Opaque() => (++_opaque).ToString(CultureInfo.InvariantCulture);

    // Multiples of a thousand seconds, so that those below lie far from them.
    private string Ttl() => _dice.Next(10) switch
    {
        0 => "-1",
        1 => "0",
        2 => ((_now / 1000 * 1000) + (1000 * _dice.Between(3_000, 4_000))).ToString(CultureInfo.InvariantCulture),
        _ => (1000 * _dice.Between(1, 2_500)).ToString(CultureInfo.InvariantCulture),
    };

    private string Between() => ((1000 * _dice.Between(0, 2_500)) + 500).ToString(CultureInfo.InvariantCulture);

    private static Step Line(string line, params string[] keys) => new(Wire.Bytes(line + "\r\n"), keys);
}
