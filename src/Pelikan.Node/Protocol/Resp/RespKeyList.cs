using System;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>Keys copied out of items, one behind the other.</summary>
internal sealed class RespKeyList
{
    private const int BytesKeptMax = 1024 * 1024;

    private byte[] _bytes = [];
    private ArgumentRange[] _keys = [];
    private int _length;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_keys[index].Start, _keys[index].Length);

    /// <summary>Forget them, and give back the memory that an exceptional number took.</summary>
    public void Clear()
    {
        Count = 0;
        _length = 0;
        if (_bytes.Length > BytesKeptMax)
        {
            _bytes = [];
            _keys = [];
        }
    }

    public void Add(scoped ReadOnlySpan<byte> key)
    {
        if (_bytes.Length - _length < key.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + (4 * key.Length)));
        }

        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, Math.Max(2 * Count, 64));
        }

        key.CopyTo(_bytes.AsSpan(_length));
        _keys[Count++] = new ArgumentRange(_length, key.Length);
        _length += key.Length;
    }
}
