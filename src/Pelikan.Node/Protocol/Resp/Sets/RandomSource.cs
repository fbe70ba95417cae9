using System;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>
/// Chance for the commands that give or take a member at random: xorshift64*, one a worker. Nothing secret hangs on it; it is there
/// so that each member is as likely as the others, and so that tests replay from a seed.
/// </summary>
internal sealed class RandomSource
{
    private const ulong Multiplier = 0x2545F4914F6CDD1D;

    private ulong _state;

    /// <param name="seed">Any number but 0, for which another is taken.</param>
    public RandomSource(ulong seed) => _state = seed == 0 ? Multiplier : seed;

    /// <summary>A source that starts where no other does.</summary>
    public static RandomSource Fresh()
    {
        Span<byte> bytes = stackalloc byte[16];
        bool written = Guid.NewGuid().TryWriteBytes(bytes);
        return new RandomSource(written ? BitConverter.ToUInt64(bytes) : Multiplier);
    }

    /// <summary>A number of 0 to <paramref name="bound"/> - 1, each as likely as the others.</summary>
    /// <param name="bound">At least 1.</param>
    public int Next(int bound)
    {
        // The high word of a product is as good as a remainder and has less of a bias; the few products that would leave one are drawn again.
        uint size = (uint)bound;
        uint uneven = (uint)-bound % size;
        ulong product;
        do
        {
            product = (Draw() >> 32) * size;
        }
        while ((uint)product < uneven);
        return (int)(product >> 32);
    }

    /// <summary>Put <paramref name="count"/> of the numbers, chosen at random, before the others.</summary>
    public void Choose(Span<int> numbers, int count)
    {
        for (int index = 0; index < count; index++)
        {
            int other = index + Next(numbers.Length - index);
            (numbers[index], numbers[other]) = (numbers[other], numbers[index]);
        }
    }

    private ulong Draw()
    {
        ulong state = _state;
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        _state = state;
        return state * Multiplier;
    }
}
