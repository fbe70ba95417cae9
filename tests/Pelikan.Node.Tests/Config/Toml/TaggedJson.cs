using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Pelikan.Node.Config.Toml;

namespace Pelikan.Node.Tests.Config.Toml;

/// <summary>
/// Compares a document with toml-test's tagged JSON, where each scalar is <c>{"type": …, "value": …}</c> in text. Dates
/// are read by the base class library here, so that a fault of our own reader does not hide itself.
/// </summary>
internal static class TaggedJson
{
    /// <summary>The first difference with the path to it, or null where both agree.</summary>
    public static string? Difference(TomlNode actual, JsonElement expected, string path)
    {
        if (expected.ValueKind == JsonValueKind.Array)
        {
            return actual is TomlArray array ? ArrayDifference(array, expected, path) : $"{path}: expected an array, got {actual.KindText}";
        }

        if (IsScalar(expected))
        {
            string type = expected.GetProperty("type").GetString()!;
            string value = expected.GetProperty("value").GetString()!;
            return Matches(actual, type, value) ? null : $"{path}: expected {type} {value}, got {actual.KindText}";
        }

        return actual is TomlTable table ? TableDifference(table, expected, path) : $"{path}: expected a table, got {actual.KindText}";
    }

    private static bool IsScalar(JsonElement element) =>
        element.EnumerateObject().Count() == 2
        && element.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String
        && element.TryGetProperty("value", out JsonElement value) && value.ValueKind == JsonValueKind.String;

    private static string? ArrayDifference(TomlArray actual, JsonElement expected, string path)
    {
        if (actual.Items.Count != expected.GetArrayLength())
        {
            return $"{path}: expected {expected.GetArrayLength()} items, got {actual.Items.Count}";
        }

        return Enumerable.Range(0, actual.Items.Count)
            .Select(i => Difference(actual.Items[i], expected[i], $"{path}[{i}]"))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? TableDifference(TomlTable actual, JsonElement expected, string path)
    {
        string[] names = [.. expected.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal)];
        string[] got = [.. actual.Entries.Select(entry => entry.Key.Name).Order(StringComparer.Ordinal)];
        if (!names.SequenceEqual(got))
        {
            return $"{path}: expected the keys [{string.Join(", ", names)}], got [{string.Join(", ", got)}]";
        }

        return actual.Entries
            .Select(entry => Difference(entry.Value, expected.GetProperty(entry.Key.Name), $"{path}.{entry.Key.Name}"))
            .FirstOrDefault(difference => difference is not null);
    }

    private static bool Matches(TomlNode actual, string type, string value) => (actual, type) switch
    {
        (TomlScalar<string> s, "string") => s.Value == value,
        (TomlScalar<long> i, "integer") => i.Value.ToString(CultureInfo.InvariantCulture) == value,
        (TomlScalar<bool> b, "bool") => b.Value == (value == "true"),
        (TomlScalar<double> f, "float") => FloatMatches(f.Value, value),
        (TomlScalar<TomlDateTime> d, _) => TimeMatches(d, type, value),
        _ => false,
    };

    private static bool FloatMatches(double actual, string value) => value.TrimStart('+', '-') switch
    {
        "nan" => double.IsNaN(actual),
        "inf" => double.IsInfinity(actual) && double.IsNegative(actual) == value.StartsWith('-'),
        _ => BitConverter.DoubleToInt64Bits(actual) == BitConverter.DoubleToInt64Bits(double.Parse(value, CultureInfo.InvariantCulture))
            || (actual == 0 && double.Parse(value, CultureInfo.InvariantCulture) == 0),
    };

    private static bool TimeMatches(TomlScalar<TomlDateTime> actual, string type, string value)
    {
        TomlDateTime got = actual.Value;
        switch (type)
        {
            case "datetime":
                DateTimeOffset moment = DateTimeOffset.Parse(value, CultureInfo.InvariantCulture);
                return actual.Kind == TomlKind.OffsetDateTime && got.Offset == moment.Offset && LocalOf(got) == moment.DateTime;
            case "datetime-local":
                return actual.Kind == TomlKind.LocalDateTime && LocalOf(got) == DateTime.Parse(value, CultureInfo.InvariantCulture);
            case "date-local":
                return actual.Kind == TomlKind.LocalDate && got.Date == DateOnly.Parse(value, CultureInfo.InvariantCulture);
            case "time-local":
                return actual.Kind == TomlKind.LocalTime && got.Time == TimeOnly.Parse(value, CultureInfo.InvariantCulture);
            default:
                return false;
        }
    }

    private static DateTime LocalOf(TomlDateTime value) => value.Date!.Value.ToDateTime(value.Time!.Value);
}
