using System;

namespace Pelikan.TestKit;

/// <summary>A seeded run failed. The message says how to run it again.</summary>
public sealed class SeedFailedException : Exception
{
    public SeedFailedException(int seed, Exception failure)
        : base($"seed {seed} failed; replay it with {Seeds.Variable}={seed}: {failure.Message}", failure) => Seed = seed;

    public int Seed { get; }
}
