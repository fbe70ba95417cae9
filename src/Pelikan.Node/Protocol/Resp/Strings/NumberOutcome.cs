namespace Pelikan.Node.Protocol.Resp.Strings;

/// <summary>What became of an addition.</summary>
internal enum NumberOutcome : byte
{
    Done,
    WrongType,

    /// <summary>The value is no number.</summary>
    NotNumber,

    /// <summary>The sum is none.</summary>
    OutOfRange,
}
