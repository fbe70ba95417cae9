using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Strings;

/// <summary>SET with a condition, or that tells the old value, or that keeps the expiry.</summary>
internal ref struct SetUpdate : IItemUpdate
{
    private readonly ReadOnlySpan<byte> _value;
    private readonly SetOptions _options;
    private readonly bool _tellsOld;
    private readonly Instant _expiry;
    private readonly RespWriter _reply;
    private readonly int _replyStart;

    public SetUpdate(ReadOnlySpan<byte> value, SetOptions options, bool tellsOld, Instant expiry, RespWriter reply)
    {
        _value = value;
        _options = options;
        _tellsOld = tellsOld;
        _expiry = expiry;
        _reply = reply;
        _replyStart = reply.Length;
    }

    public bool Stores { get; private set; }

    public bool IsWrongType { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;

        // What was there before another thread came first may have been told.
        _reply.Truncate(_replyStart);
        IsWrongType = _tellsOld && exists && present.Kind != ItemKind.String;
        Stores = !IsWrongType && !(_options.OnlyNew && exists) && !(_options.OnlyPresent && !exists);
        if (_tellsOld && !IsWrongType)
        {
            TellOld(in present, exists);
        }

        if (!Stores)
        {
            return UpdateAction.Leave;
        }

        item = new NewItem(_value.Length, 0, _options.KeepsExpiry && exists ? present.Expiry : _expiry);
        return UpdateAction.Store;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => _value.CopyTo(value);

    private readonly void TellOld(scoped in ItemView present, bool exists)
    {
        if (exists)
        {
            _reply.Bulk(present.Value);
        }
        else
        {
            _reply.Null();
        }
    }
}
