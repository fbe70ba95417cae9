using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Conformance.Differential;

/// <summary>Draws what commands are made of.</summary>
internal sealed class Dice(int seed)
{
    private const string Alphabet = "abcdefgh0123456789-_. \r\n\0\u00ff\u0080";

    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    public int Between(int low, int high) => _random.Next(low, high + 1);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Percent(int chance) => _random.Next(100) < chance;

    public T Pick<T>(params IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public string Number(int low, int high) => Between(low, high).ToString(CultureInfo.InvariantCulture);

    /// <summary>A value: mostly short, sometimes empty, seldom of some kilobytes; bytes of every sort, line ends among them. Never the beginning of a number.</summary>
    public string Value()
    {
        int length = Next(200) switch
        {
            0 => 5_000,
            < 3 => Between(100, 600),
            < 20 => Next(2),
            _ => Next(12),
        };
        return string.Create(length, _random, (characters, random) =>
        {
            for (int index = 0; index < characters.Length; index++)
            {
                characters[index] = index == 0 ? 'v' : Alphabet[random.Next(Alphabet.Length)];
            }
        });
    }

    /// <summary>Some different choices, or the same one twice.</summary>
    public IReadOnlyList<T> Some<T>(int most, params IReadOnlyList<T> choices) => [.. Enumerable.Range(0, Between(1, most)).Select(_ => Pick(choices))];
}
