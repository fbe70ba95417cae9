namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>What one command on sets or sorted sets may take.</summary>
internal static class SetLimits
{
    /// <summary>
    /// Members that one union, intersection or difference looks at, over all its keys: some hundredths of a second of one worker, in which it
    /// serves nobody else; the members of one or two sets of the largest size that a value has by default.
    /// </summary>
    public const int LookUpsMax = 128 * 1024;

    /// <summary>Bytes of members in one result, and of a reply whose length the client chooses.</summary>
    public const int ResultBytesMax = 8 * 1024 * 1024;

    /// <summary>Draws that a negative count asks of a set, a sorted set or a hash.</summary>
    public const int DrawsMax = 128 * 1024;

    /// <summary>Members that a change takes one at a time; from there on it takes the collection apart once for all of them.</summary>
    public const int ChangesSingly = 64;
}
