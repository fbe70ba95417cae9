using System;
using System.Globalization;
using System.IO;
using Pelikan.Fuzz.Engine;

namespace Pelikan.Fuzz;

/// <summary>
/// How long and from which seed to fuzz. PELIKAN_FUZZ_SECONDS makes each target run so long, from a seed of its own
/// choice; PELIKAN_FUZZ_SEED names the seed.
/// </summary>
internal static class FuzzSettings
{
    /// <summary>Mutated requests that every run of the tests sends through each protocol.</summary>
    public const long ProtocolRequestsMin = 1_000_000;

    /// <summary>Of the binary protocol: fewer, because an input holds few of them and its commands do what those of the text do.</summary>
    public const long BinaryRequestsMin = 150_000;

    /// <summary>Changes of collections.</summary>
    public const long PackChangesMin = 100_000;

    /// <summary>Mutated documents for each reader.</summary>
    public const long DocumentsMin = 200_000;

    // A run that others must be able to repeat takes a fixed seed; a long one looks for what the fixed one cannot see.
    private const int UsualSeed = 20_260;

    private static readonly int? Seconds = Read("PELIKAN_FUZZ_SECONDS");

    public static int Seed { get; } =
        Read("PELIKAN_FUZZ_SEED") ?? (Seconds is null ? UsualSeed : Guid.NewGuid().GetHashCode() & int.MaxValue);

    public static FuzzBudget Budget(long requestsMin) =>
        new() { RequestsMin = requestsMin, Time = TimeSpan.FromSeconds(Seconds ?? 0) };

    /// <summary>Leave one line for whoever started the tests: ./test prints it.</summary>
    public static void WriteSummary(FuzzReport report)
    {
        string folder = Path.GetFullPath(Path.Combine(CrashFolder.Root, "..", "..", "..", ".build", "fuzz"));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, report.Target + ".txt"), report + "\n");
    }

    private static int? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
