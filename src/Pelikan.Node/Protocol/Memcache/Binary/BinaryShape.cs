namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>Which parts the body of an operation has. A body of another shape leaves nothing behind it that can be trusted.</summary>
internal static class BinaryShape
{
    /// <summary>The largest body that a request may announce; it is thrown away as it comes where it is too large to be stored.</summary>
    public const uint BodyBytesMax = 1024 * 1024 * 1024;

    public const int StoreExtras = 8;
    public const int CountExtras = 20;
    public const int ExpiryExtras = 4;

    public static bool Fits(BinaryOpcode opcode, in BinaryHeader header) => opcode switch
    {
        BinaryOpcode.Get or BinaryOpcode.GetKey or BinaryOpcode.Delete => IsKeyAlone(in header, extras: 0),
        BinaryOpcode.Set or BinaryOpcode.Add or BinaryOpcode.Replace => header.ExtrasLength == StoreExtras && header.KeyLength > 0,
        BinaryOpcode.Append or BinaryOpcode.Prepend => header.ExtrasLength == 0 && header.KeyLength > 0,
        BinaryOpcode.Increment or BinaryOpcode.Decrement => IsKeyAlone(in header, CountExtras),
        BinaryOpcode.Touch or BinaryOpcode.GetAndTouch or BinaryOpcode.GetAndTouchKey => IsKeyAlone(in header, ExpiryExtras),
        BinaryOpcode.Flush => header.KeyLength == 0 && header.ValueLength == 0 && header.ExtrasLength is (0 or ExpiryExtras),
        BinaryOpcode.Stat => header.ExtrasLength == 0 && header.ValueLength == 0,
        BinaryOpcode.SaslAuth or BinaryOpcode.SaslStep => header.ExtrasLength == 0 && header.KeyLength > 0,
        _ => header.BodyLength == 0,
    };

    private static bool IsKeyAlone(in BinaryHeader header, int extras) =>
        header.ExtrasLength == extras && header.KeyLength > 0 && header.ValueLength == 0;
}
