using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace Pelikan.Benchmarks;

/// <summary>budgets.json: bytes allocated per operation, at most, by benchmark name. What has no entry may allocate nothing.</summary>
internal sealed class Budgets
{
    private readonly Dictionary<string, double> _bytes;

    private Budgets(Dictionary<string, double> bytes) => _bytes = bytes;

    public static Budgets Read()
    {
        using FileStream file = File.OpenRead(Path.Combine(System.AppContext.BaseDirectory, "budgets.json"));
        return new Budgets(JsonSerializer.Deserialize<Dictionary<string, double>>(file) ?? []);
    }

    public double BytesFor(string benchmark) => _bytes.GetValueOrDefault(benchmark, 0);
}
