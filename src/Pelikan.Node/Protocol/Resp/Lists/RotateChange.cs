using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>Moves an element of a list from one of its ends to the same or the other, and writes it into the reply.</summary>
internal ref struct RotateChange : IPackChange
{
    private readonly RespWriter _reply;
    private readonly int _mark;
    private readonly bool _fromLeft;
    private readonly bool _toLeft;

    public RotateChange(RespWriter reply, bool fromLeft, bool toLeft)
    {
        _reply = reply;
        _mark = reply.Length;
        _fromLeft = fromLeft;
        _toLeft = toLeft;
    }

    public readonly ItemKind Kind => ItemKind.List;

    public readonly bool Apply(PackEditor packs, bool exists)
    {
        _reply.Truncate(_mark);
        if (!exists || packs.Count == 0)
        {
            _reply.Null();
            return false;
        }

        int ordinal = _fromLeft ? 0 : packs.Count - 1;
        _reply.Bulk(packs.Member(ordinal));
        if (_fromLeft == _toLeft || packs.Count == 1)
        {
            return false;
        }

        packs.Insert(_toLeft ? 0 : packs.Count, packs.Member(ordinal));
        packs.RemoveAt(_fromLeft ? 0 : packs.Count - 1);
        return true;
    }
}
