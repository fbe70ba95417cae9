using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Strings;

/// <summary>GETEX and GETDEL: tell a string and give it another expiry, or take it out, in one step.</summary>
internal ref struct ReadAndTouchUpdate : IItemUpdate
{
    private readonly Instant _expiry;
    private readonly bool _removes;
    private readonly RespWriter _reply;
    private readonly int _replyStart;

    /// <param name="expiry">The new expiry.</param>
    /// <param name="removes">Take it out instead.</param>
    /// <param name="reply">Where the value goes.</param>
    public ReadAndTouchUpdate(Instant expiry, bool removes, RespWriter reply)
    {
        _expiry = expiry;
        _removes = removes;
        _reply = reply;
        _replyStart = reply.Length;
    }

    public bool Exists { get; private set; }

    public bool IsWrongType { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = new NewItem(0, 0, _expiry);
        Exists = exists;
        IsWrongType = exists && present.Kind != ItemKind.String;
        _reply.Truncate(_replyStart);
        if (!exists || IsWrongType)
        {
            return UpdateAction.Leave;
        }

        _reply.Bulk(present.Value);
        return _removes ? UpdateAction.Remove : UpdateAction.Touch;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value)
    {
    }
}
