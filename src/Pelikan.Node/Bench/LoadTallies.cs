using System;

namespace Pelikan.Node.Bench;

/// <summary>What one thread counted, apart by phase: figures come from the measured part, faults from all.</summary>
internal sealed class LoadTallies
{
    private readonly ReplyTally[] _byPhase;

    public LoadTallies(ReadOnlySpan<BenchVerb> verbs, bool verify)
    {
        _byPhase = [new ReplyTally(verbs, verify), new ReplyTally(verbs, verify), new ReplyTally(verbs, verify)];
    }

    public ReplyTally Measured => Of(LoadPhase.Measure);

    public ReplyTally Of(LoadPhase phase) => _byPhase[(int)phase];

    public ReadOnlySpan<ReplyTally> All => _byPhase;

    /// <summary>A counter over all phases.</summary>
    public long Total(BenchCounter counter)
    {
        long sum = 0;
        foreach (ReplyTally tally in _byPhase)
        {
            sum += tally.Read(counter);
        }

        return sum;
    }
}
