namespace Pelikan.Storage.Eviction;

/// <summary>Compaction's rule: every live item survives as it is.</summary>
internal readonly struct CompactionSieve : ISieve
{
    public bool KeepsAll => true;

    public bool Keeps(int reads, int size) => true;

    public int ReadsLeft(int reads) => reads;

    public void Count(int bytes, bool kept)
    {
    }

    public void Dropped(ulong hash)
    {
    }
}
