using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using Pelikan.Actors.Admin;

namespace Pelikan.Node.Admin;

/// <summary>Every metric as one flat JSON object, sorted by name; percentiles as <c>request_latency_p999</c>, all values numbers.</summary>
internal static class VarsJson
{
    internal const string ContentType = "application/json";

    internal static ReadOnlyMemory<byte> Compose(MetricsReading reading)
    {
        SortedList<string, string> values = new(StringComparer.Ordinal);
        reading.Visit((name, value) => values[name] = value);
        ArrayBufferWriter<byte> bytes = new();
        using Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        foreach ((string name, string value) in values)
        {
            json.WriteNumber(name, long.Parse(value, CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }
}
