using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace Pelikan.Node.Config.Values;

/// <summary>One of a few names, in any case.</summary>
internal sealed class ChoiceType<T> : ConfigType<T>
    where T : struct, Enum
{
    private readonly (string Name, T Value)[] _choices;

    public ChoiceType(params (string Name, T Value)[] choices)
    {
        _choices = choices;
    }

    public override string Description => $"one of {string.Join(", ", _choices.Select(choice => TomlText.Quote(choice.Name)))}";

    public override bool TryParse(string text, out T value, [NotNullWhen(false)] out string? problem)
    {
        int index = Array.FindIndex(_choices, choice => choice.Name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            value = _choices[index].Value;
            problem = null;
            return true;
        }

        string? nearest = NearestName.Find(text, _choices.Select(choice => choice.Name));
        return Refuse($"'{text}'{NearestName.Suggest(nearest)}", out value, out problem);
    }

    public override string Write(T value) => TomlText.Quote(Array.Find(_choices, choice => choice.Value.Equals(value)).Name);
}
