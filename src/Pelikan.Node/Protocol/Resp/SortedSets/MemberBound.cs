using System;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>One end of a range of members: <c>[a</c>, <c>(a</c> without the member itself, <c>-</c> before all and <c>+</c> behind all.</summary>
internal readonly ref struct MemberBound
{
    private readonly ReadOnlySpan<byte> _member;
    private readonly byte _sign;

    private MemberBound(byte sign, ReadOnlySpan<byte> member)
    {
        _sign = sign;
        _member = member;
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out MemberBound bound)
    {
        byte sign = text.IsEmpty ? (byte)0 : text[0];
        bool isBound = sign is (byte)'[' or (byte)'(' || (sign is (byte)'-' or (byte)'+' && text.Length == 1);
        bound = isBound ? new MemberBound(sign, text[1..]) : default;
        return isBound;
    }

    /// <summary>The first ordinal of a range that begins here.</summary>
    public int Start<TPack>(scoped in TPack pack)
        where TPack : ISortedPack, allows ref struct => Place(pack, isExclusive: _sign == '(');

    /// <summary>The ordinal behind the last of a range that ends here.</summary>
    public int End<TPack>(scoped in TPack pack)
        where TPack : ISortedPack, allows ref struct => Place(pack, isExclusive: _sign == '[');

    private int Place<TPack>(scoped in TPack pack, bool isExclusive)
        where TPack : ISortedPack, allows ref struct
    {
        return _sign switch
        {
            (byte)'-' => 0,
            (byte)'+' => pack.Count,
            _ => pack.LowerBound(_member, isExclusive),
        };
    }
}
