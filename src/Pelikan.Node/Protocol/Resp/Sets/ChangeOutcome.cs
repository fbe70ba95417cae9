namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>How an update of a set or sorted set ended, beside what the store says.</summary>
internal enum ChangeOutcome : byte
{
    Done,
    WrongType,

    /// <summary>The collection would be larger than a value may be.</summary>
    TooLarge,

    /// <summary>A score would not be a number.</summary>
    NotNumber,
}
