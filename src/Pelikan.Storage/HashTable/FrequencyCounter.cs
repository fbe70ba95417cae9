namespace Pelikan.Storage.HashTable;

/// <summary>
/// The paper's approximate and smoothed frequency counter: 7 bits of count and one bit "counted in this second", so that a
/// burst counts once a second, and growth above 16 is logarithmic.
/// </summary>
internal static class FrequencyCounter
{
    public const int CountMax = 127;

    private const int CountedBit = 0x80;

    /// <summary>Up to here every second with a read counts; above, one in as many.</summary>
    private const int ExactMax = 16;

    public static int Count(int frequency) => frequency & CountMax;

    public static bool IsCounted(int frequency) => (frequency & CountedBit) != 0;

    /// <summary>The counter at the start of a new second.</summary>
    public static int NextSecond(int frequency) => frequency & CountMax;

    /// <summary>The counter after a read in a second in which it was not counted yet.</summary>
    /// <param name="frequency">The counter before.</param>
    /// <param name="random">Any evenly distributed number.</param>
    public static int Touch(int frequency, uint random)
    {
        int count = Count(frequency);
        bool grows = count <= ExactMax || (count < CountMax && random % (uint)count == 0);
        return CountedBit | (grows ? count + 1 : count);
    }
}
