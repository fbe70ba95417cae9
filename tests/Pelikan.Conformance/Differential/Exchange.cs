namespace Pelikan.Conformance.Differential;

/// <summary>A command and what the two servers answered to it.</summary>
internal sealed record Exchange(Step Step, byte[] Ours, byte[] Theirs)
{
    public string Describe()
    {
        string cas = Step.Cas is { } use ? $"<{(use.Stale ? "stale" : "latest")} id of {use.Key}>" : string.Empty;
        return $"  > {Wire.Show(Step.Head)}{cas}{Wire.Show(Step.Tail)}\n      ours   {Wire.Show(Ours)}\n      theirs {Wire.Show(Theirs)}";
    }
}
