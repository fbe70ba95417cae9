namespace Pelikan.Node.Replay.Engines;

/// <summary>What the requests of one engine came to. A mutable struct: a field of its engine, never copied while counting.</summary>
internal struct ReplayCounts
{
    /// <summary>Requests of every kind; the writes that fill after a miss are none.</summary>
    public long Requests;

    /// <summary>Gets: what the miss ratio is of.</summary>
    public long Reads;

    public long Misses;

    /// <summary>Bytes of values asked for: of the size the trace gives, or, where it gives none, of the value found.</summary>
    public long ReadBytes;

    public long MissBytes;

    /// <summary>Writes that stored something, those that fill after a miss among them.</summary>
    public long Stored;

    /// <summary>Writes and deletes whose condition did not hold: an add of what is there, a delete of what is not.</summary>
    public long NotApplied;

    /// <summary>Writes the engine had no room for: larger than a segment, or no segment free and none to evict.</summary>
    public long Refused;

    /// <summary>Count a read.</summary>
    /// <param name="hit">Whether it was found.</param>
    /// <param name="asked">The size that the trace gives; 0 where it gives none.</param>
    /// <param name="found">The size of the value found; 0 for a miss.</param>
    public void Read(bool hit, int asked, int found)
    {
        long bytes = asked > 0 ? asked : found;
        Reads++;
        ReadBytes += bytes;
        if (!hit)
        {
            Misses++;
            MissBytes += bytes;
        }
    }
}
