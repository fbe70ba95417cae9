using System;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Hashes;

/// <summary>HINCRBYFLOAT: adds to the number in a field, one that is not there is 0, and writes the new one into the reply.</summary>
internal ref struct AddFloatChange : IPackChange
{
    private readonly ReadOnlySpan<byte> _field;
    private readonly ExtendedFloat _delta;
    private readonly RespWriter _reply;
    private readonly int _mark;

    public AddFloatChange(ReadOnlySpan<byte> field, ExtendedFloat delta, RespWriter reply)
    {
        _field = field;
        _delta = delta;
        _reply = reply;
        _mark = reply.Length;
    }

    public readonly ItemKind Kind => ItemKind.Hash;

    public readonly bool Apply(PackEditor packs, bool exists)
    {
        _reply.Truncate(_mark);
        int ordinal = packs.Find(_field);
        ExtendedFloat present = default;
        bool isInfinite = false;
        if (ordinal >= 0 && !ExtendedFloat.TryParse(packs.Value(ordinal), out present, out isInfinite))
        {
            _reply.Error("ERR hash value is not a float"u8);
            return false;
        }

        ExtendedFloat sum = ExtendedFloat.Add(present, _delta);
        if (isInfinite || !sum.IsFinite)
        {
            _reply.Error(RespErrors.NotFinite);
            return false;
        }

        Span<byte> text = stackalloc byte[ExtendedFloat.BytesMax];
        text = text[..sum.Format(text)];
        packs.Put(_field, text);
        _reply.Bulk(text);
        return true;
    }
}
