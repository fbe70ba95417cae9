using System;
using System.Collections.Generic;
using System.Text;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Bench;

/// <summary>
/// What one thread counted in one part of a run. The thread writes; others may read the counters at any time, and the
/// rest once the thread has ended.
/// </summary>
internal sealed class ReplyTally
{
    private const int TextBytesMax = 200;
    private const int ErrorTextsMax = 8;

    private readonly LatencyHistogram?[] _latency = new LatencyHistogram?[VerbMix.VerbCount];
    private readonly long[] _latencyMax = new long[VerbMix.VerbCount];
    private readonly List<(byte[] Text, long Count)> _errors = [];
    private readonly List<Mismatch> _mismatches = [];

    public ReplyTally(ReadOnlySpan<BenchVerb> verbs, bool verify)
    {
        Verify = verify;
        foreach (BenchVerb verb in verbs)
        {
            _latency[(int)verb] = new LatencyHistogram("bench_" + VerbMix.NameOf(verb), "From the intended start to the whole reply, in nanoseconds.");
        }
    }

    /// <summary>Whether values read are to be checked.</summary>
    public bool Verify { get; }

    public CounterBlock Counters { get; } = new((int)BenchCounter.BytesWritten + 1);

    public IReadOnlyList<Mismatch> Mismatches => _mismatches;

    /// <summary>The error replies seen, each with how often.</summary>
    public IEnumerable<(string Text, long Count)> Errors
    {
        get
        {
            foreach ((byte[] text, long count) in _errors)
            {
                yield return (Encoding.Latin1.GetString(text), count);
            }
        }
    }

    public LatencyHistogram? LatencyOf(BenchVerb verb) => _latency[(int)verb];

    /// <summary>The longest latency to the nanosecond: the histogram's buckets are a little wider.</summary>
    public long LatencyMaxOf(BenchVerb verb) => _latencyMax[(int)verb];

    public void Add(BenchCounter counter, long amount) => Counters.Add((int)counter, amount);

    public long Read(BenchCounter counter) => Counters.Read((int)counter);

    /// <summary>A reply is whole.</summary>
    public void Replied(in PendingRequest pending, long nanoseconds)
    {
        Counters.Increment((int)BenchCounter.Replies);
        Counters.Add((int)BenchCounter.Keys, pending.KeyCount);
        _latency[(int)pending.Verb]?.Record(nanoseconds, 1);
        ref long max = ref _latencyMax[(int)pending.Verb];
        max = Math.Max(max, nanoseconds);
    }

    /// <summary>Check a value that was read under a key number of ours.</summary>
    public void Check(ReadOnlySpan<byte> value, long key, ReadOnlySpan<byte> keyText)
    {
        ValueFault fault = ValueBytes.Check(value, key);
        if (fault != ValueFault.None)
        {
            Mismatched(fault, keyText, value);
        }
    }

    /// <summary>The same where the reply does not say the key.</summary>
    public void Check(ReadOnlySpan<byte> value, long key)
    {
        Span<byte> keyText = stackalloc byte[KeyText.BytesMin(BenchLimits.KeysMax)];
        KeyText.Write(keyText, key, isCounter: false);
        Check(value, key, keyText);
    }

    public void Mismatched(ValueFault fault, ReadOnlySpan<byte> keyText, ReadOnlySpan<byte> found)
    {
        Counters.Increment((int)BenchCounter.Mismatches);
        if (_mismatches.Count < BenchLimits.MismatchesShownMax)
        {
            _mismatches.Add(Mismatch.Of(fault, keyText, found));
        }
    }

    /// <summary>An error reply, counted by its text; past <see cref="ErrorTextsMax"/> texts, under the last.</summary>
    public void Failed(ReadOnlySpan<byte> line)
    {
        Counters.Increment((int)BenchCounter.Errors);
        ReadOnlySpan<byte> text = line[..Math.Min(line.Length, TextBytesMax)];
        int i = 0;
        while (i < _errors.Count && !text.SequenceEqual(_errors[i].Text))
        {
            i++;
        }

        if (i == _errors.Count && i < ErrorTextsMax)
        {
            _errors.Add((text.ToArray(), 0));
        }

        i = Math.Min(i, ErrorTextsMax - 1);
        _errors[i] = (_errors[i].Text, _errors[i].Count + 1);
    }
}
