namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>What is made of several sets.</summary>
internal enum AlgebraOperation : byte
{
    Union,
    Intersection,

    /// <summary>The members of the first that are in no other.</summary>
    Difference,
}
