using System;
using System.Globalization;

namespace Pelikan.TestKit;

/// <summary>
/// Seeded runs of a randomised test. A failure says which seed replays it: set <see cref="Variable"/> to that seed, and
/// the test runs it alone.
/// </summary>
public static class Seeds
{
    public const string Variable = "PELIKAN_SEED";

    /// <summary>Run <paramref name="body"/> once for each of <paramref name="count"/> seeds from <paramref name="first"/> on.</summary>
    /// <exception cref="SeedFailedException">A run failed; the failure is inside.</exception>
    public static void Each(int first, int count, Action<Random> body) =>
        Each(first, count, body, Environment.GetEnvironmentVariable(Variable));

    internal static void Each(int first, int count, Action<Random> body, string? replay)
    {
        if (replay is not null)
        {
            first = int.Parse(replay, CultureInfo.InvariantCulture);
            count = 1;
        }

        for (int seed = first; seed < first + count; seed++)
        {
            try
            {
                body(new Random(seed));
            }
            catch (Exception failure)
            {
                throw new SeedFailedException(seed, failure);
            }
        }
    }
}
