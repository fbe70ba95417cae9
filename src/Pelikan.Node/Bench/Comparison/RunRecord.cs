using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Pelikan.Node.Bench.Comparison;

/// <summary>One run of the generator against one server, read back from its JSON.</summary>
/// <param name="Row">What was measured: the label <c>row</c>.</param>
/// <param name="Server">On what: the label <c>server</c>.</param>
/// <param name="Repetition">The label <c>repetition</c>: runs of one repetition follow each other closely and are compared with each other.</param>
/// <param name="Figures">By <see cref="Figure"/>; absent where the run did not measure it.</param>
/// <param name="IsClean">No error, mismatch, lost connection or unanswered request.</param>
internal sealed record RunRecord(string Row, string Server, int Repetition, IReadOnlyDictionary<Figure, double> Figures, bool IsClean)
{
    private const double MicrosecondsPerMillisecond = 1000;

    /// <summary>Read every <c>*.json</c> of a folder, in the order of the names.</summary>
    /// <exception cref="InvalidDataException">A file is not a labelled run; the message names it.</exception>
    public static List<RunRecord> ReadFolder(string folder)
    {
        List<RunRecord> runs = [];
        foreach (string path in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            try
            {
                runs.Add(Read(File.ReadAllBytes(path)));
            }
            catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new InvalidDataException($"{path} is not the JSON of a run with the labels row, server and repetition: {failure.Message}", failure);
            }
        }

        return runs;
    }

    public static RunRecord Read(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = JsonDocument.Parse(utf8);
        JsonElement root = document.RootElement;
        JsonElement labels = root.GetProperty("labels");
        return new RunRecord(
            labels.GetProperty("row").GetString()!,
            labels.GetProperty("server").GetString()!,
            int.Parse(labels.GetProperty("repetition").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            FiguresOf(root),
            FaultsOf(root) == 0);
    }

    private static Dictionary<Figure, double> FiguresOf(JsonElement root)
    {
        JsonElement latency = root.GetProperty("latency_us");
        double seconds = root.GetProperty("seconds").GetDouble();
        Dictionary<Figure, double> figures = new()
        {
            [Figure.RequestsPerSecond] = root.GetProperty("requests_per_second").GetDouble(),
            [Figure.KeysPerSecond] = root.GetProperty("keys_per_second").GetDouble(),
            [Figure.P50Milliseconds] = latency.GetProperty("p50").GetDouble() / MicrosecondsPerMillisecond,
            [Figure.P99Milliseconds] = latency.GetProperty("p99").GetDouble() / MicrosecondsPerMillisecond,
            [Figure.P999Milliseconds] = latency.GetProperty("p99.9").GetDouble() / MicrosecondsPerMillisecond,
            [Figure.GeneratorBusy] = seconds > 0 ? root.GetProperty("generator").GetProperty("cpu_seconds").GetDouble() / seconds : 0,
        };
        JsonElement server = root.GetProperty("server");
        if (server.ValueKind == JsonValueKind.Object)
        {
            figures[Figure.CpuMicroseconds] = server.GetProperty("cpu_us_per_request").GetDouble();
            double growth = server.GetProperty("resident_growth_bytes").GetDouble();
            figures[Figure.GrowthBytes] = growth;
            figures[Figure.GrowthBytesPerItem] = growth / root.GetProperty("options").GetProperty("keys").GetDouble();
        }

        return figures;
    }

    private static long FaultsOf(JsonElement root) =>
        root.GetProperty("errors").GetInt64() + root.GetProperty("mismatches").GetInt64()
        + root.GetProperty("connections_lost").GetInt64() + root.GetProperty("unanswered").GetInt64();
}
