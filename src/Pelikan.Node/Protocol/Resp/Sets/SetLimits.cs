namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>What one command on sets or sorted sets may take.</summary>
internal static class SetLimits
{
    /// <summary>
    /// Members that one union, intersection or difference looks at, over all its keys. A fraction of a second of one worker, in which it
    /// serves nobody else; ten to twenty sets of the largest size that a value has by default.
    /// </summary>
    public const int LookUpsMax = 1024 * 1024;

    /// <summary>Bytes of members in one result, and of a reply whose length the client chooses.</summary>
    public const int ResultBytesMax = 61024 * 1024;

    /// <summary>The fewest bytes that a member takes in a reply: "$0", an empty line, and two line ends.</summary>
    public const int ReplyBytesPerMember = 6;

    /// <summary>Members that a change takes one at a time; from there on it takes the collection apart once for all of them.</summary>
    public const int ChangesSingly = 64;
}
