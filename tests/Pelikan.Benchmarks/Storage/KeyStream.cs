using System;

namespace Pelikan.Benchmarks.Storage;

/// <summary>
/// The keys of a run of operations, in a random order, laid out one behind the other: as in a receive buffer, reading
/// a key costs no cache miss, and everything behind it does.
/// </summary>
internal sealed class KeyStream
{
    private readonly byte[] _keys;

    public KeyStream(BenchmarkStore store, int count, int seed)
    {
        Random random = new(seed);
        Count = count;
        _keys = new byte[count * BenchmarkStore.KeyBytes];
        for (int i = 0; i < count; i++)
        {
            BenchmarkStore.WriteKey(random.Next(store.Items), _keys.AsSpan(i * BenchmarkStore.KeyBytes));
        }
    }

    public int Count { get; }

    public byte[] Bytes => _keys;

    public ReadOnlySpan<byte> this[int operation] => _keys.AsSpan(operation * BenchmarkStore.KeyBytes, BenchmarkStore.KeyBytes);
}
