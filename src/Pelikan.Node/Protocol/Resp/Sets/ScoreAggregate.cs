namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>What becomes of the scores of a member that is in several sorted sets.</summary>
internal enum ScoreAggregate : byte
{
    Sum,
    Min,
    Max,
}
