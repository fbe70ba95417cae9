using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Conformance.Differential;

/// <summary>Random commands of memcached's binary protocol, quiet ones among them, on a few keys.</summary>
internal sealed class BinarySteps(int seed) : IStepSource
{
    private const int BatchMax = 60;
    private const ulong CounterStart = 5_000_000_000;
    private const uint NeverCreate = uint.MaxValue;

    private readonly Dice _dice = new(seed);
    private readonly uint _now = (uint)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public IDialect Dialect { get; } = new BinaryDialect();

    public IReadOnlyList<Step> Opening { get; } =
    [
        Packet(0x01, [0, 0, 0, 0, 0, 0, 0, 0], "k0", "a"),
        Packet(0x00, [], "k0", string.Empty),
        Packet(0x04, [], "k0", string.Empty),
    ];

    private static IReadOnlyList<string> Keys { get; } = [.. Enumerable.Range(0, 9).Select(number => $"k{number}"), new string('k', 250), "\0\u00ff \r\n"];

    private static IReadOnlyList<string> Counters { get; } = ["n0", "n1", "n2"];

    public IReadOnlyList<Step> NextBatch()
    {
        List<Step> batch = [];
        int wanted = _dice.Between(1, BatchMax);
        if (_dice.Percent(70))
        {
            batch.Add(Conditional(_dice.Percent(25)));
        }

        while (batch.Count < wanted)
        {
            batch.Add(Next());
        }

        batch.AddRange(_dice.Some(3, Keys).Select(key => Packet(0x00, [], key, string.Empty)));
        return batch;
    }

    private Step Next() => _dice.Next(100) switch
    {
        < 25 => Packet(_dice.Pick<byte>(0x01, 0x01, 0x02, 0x03, 0x11, 0x12, 0x13), StoreExtras(), _dice.Pick(Keys), _dice.Value()),
        < 33 => Packet(_dice.Pick<byte>(0x0e, 0x0f, 0x19, 0x1a), [], _dice.Pick(Keys), _dice.Value()),
        < 55 => Packet(_dice.Pick<byte>(0x00, 0x09, 0x0c, 0x0d), [], AnyKey(), string.Empty),
        < 62 => Packet(_dice.Pick<byte>(0x04, 0x14), [], _dice.Pick(Keys), string.Empty),
        < 70 => Conditional(stale: true),
        < 82 => Count(),
        < 86 => Packet(0x1c, Number(Expiry()), AnyKey(), string.Empty),
        < 93 => Packet(_dice.Pick<byte>(0x1d, 0x1e, 0x23, 0x24), Number(Expiry()), AnyKey(), string.Empty),
        < 95 => Packet(_dice.Pick<byte>(0x0a), [], string.Empty, string.Empty),
        < 98 => Packet(_dice.Pick<byte>(0x1b, 0x30, 0x3c, 0x55, 0xff), [], string.Empty, string.Empty),
        < 99 => Packet(_dice.Pick<byte>(0x05, 0x06), [.. Number(1UL), .. Number(0UL), .. Number(NeverCreate)], _dice.Pick(Keys), string.Empty),
        _ => Packet(_dice.Percent(20) ? (byte)0x08 : (byte)0x0a, [], string.Empty, string.Empty),
    };

    // A change that is to be made only to the item that was read.
    private Step Conditional(bool stale)
    {
        string key = _dice.Pick(Keys);
        Step step = _dice.Next(4) switch
        {
            0 => Packet(_dice.Pick<byte>(0x04, 0x14), [], key, string.Empty),
            1 => Packet(_dice.Pick<byte>(0x0e, 0x0f), [], key, _dice.Value()),
            _ => Packet(_dice.Pick<byte>(0x01, 0x02, 0x03, 0x11), StoreExtras(), key, _dice.Value()),
        };
        return step with { Cas = new CasUse(key, stale) };
    }

    private Step Count()
    {
        string key = _dice.Pick(Counters);
        if (_dice.Percent(15))
        {
            return _dice.Percent(50)
                ? Packet(0x01, StoreExtras(), key, CounterStart.ToString(CultureInfo.InvariantCulture))
                : Packet(0x04, [], key, string.Empty);
        }

        uint expiry = _dice.Percent(30) ? NeverCreate : Expiry();
        return Packet(_dice.Pick<byte>(0x05, 0x06, 0x15, 0x16), [.. Number((ulong)_dice.Next(1000)), .. Number(CounterStart), .. Number(expiry)], key, string.Empty);
    }

    private string AnyKey() => _dice.Percent(10) ? _dice.Pick(Counters) : _dice.Percent(5) ? "absent" : _dice.Pick(Keys);

    private byte[] StoreExtras() => [.. Number(_dice.Pick<uint>(0, 0, 1, 65_535, uint.MaxValue)), .. Number(Expiry())];

    // Either over at once or not while the test runs.
    private uint Expiry() => _dice.Next(10) switch
    {
        0 => 2_592_001,
        1 => _now + (uint)_dice.Between(100_000, 200_000),
        < 4 => (uint)_dice.Between(1_000, 2_592_000),
        _ => 0,
    };

    private static byte[] Number(uint number)
    {
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Number(ulong number)
    {
        byte[] bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return bytes;
    }

    private static Step Packet(byte opcode, byte[] extras, string key, string value) =>
        new(BinaryDialect.Request(opcode, extras, Wire.Bytes(key), Wire.Bytes(value)), [key]) { Allowed = IntendedDifferences.IdOfAnItemStoredExpired };
}
