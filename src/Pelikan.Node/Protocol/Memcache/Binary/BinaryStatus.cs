using System;
using System.Diagnostics;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>What a reply says of its request.</summary>
internal enum BinaryStatus : ushort
{
    Ok = 0x0000,
    NotFound = 0x0001,
    Exists = 0x0002,
    TooLarge = 0x0003,
    InvalidArguments = 0x0004,
    NotStored = 0x0005,
    NotNumeric = 0x0006,
    AuthFailure = 0x0020,
    AuthContinue = 0x0021,
    UnknownCommand = 0x0081,
    OutOfMemory = 0x0082,
}

/// <summary>The words that go with a status. memcached's own (proto_bin.c, 1.6.45).</summary>
internal static class BinaryStatusText
{
    public static ReadOnlySpan<byte> Of(BinaryStatus status)
    {
        switch (status)
        {
            case BinaryStatus.NotFound:
                return "Not found"u8;
            case BinaryStatus.Exists:
                return "Data exists for key."u8;
            case BinaryStatus.TooLarge:
                return "Too large."u8;
            case BinaryStatus.InvalidArguments:
                return "Invalid arguments"u8;
            case BinaryStatus.NotStored:
                return "Not stored."u8;
            case BinaryStatus.NotNumeric:
                return "Non-numeric server-side value for incr or decr"u8;
            case BinaryStatus.AuthFailure:
                return "Auth failure."u8;
            case BinaryStatus.UnknownCommand:
                return "Unknown command"u8;
            default:
                Debug.Assert(status == BinaryStatus.OutOfMemory, "the others are no errors");
                return "Out of memory"u8;
        }
    }
}
