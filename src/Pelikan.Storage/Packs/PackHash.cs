using System;
using System.Buffers.Binary;
using Pelikan.Storage.HashTable;

namespace Pelikan.Storage.Packs;

/// <summary>
/// The hash of a member. Its seed is drawn once a process, so that nobody can aim at one place, and written into each pack: a collection
/// that a restart brought back keeps the seed it has. One seed for all, and not one a pack, so that a scan goes on where it was when its
/// collection shrinks below an index and grows one again.
/// </summary>
internal static class PackHash
{
    public static ulong Seed { get; } = Draw();

    public static uint Of(ReadOnlySpan<byte> member, ulong seed) => (uint)(KeyHash.Of(member, seed) >> 32);

    // A version 4 identifier is 122 random bits out of the kernel's generator; the cryptography library would load OpenSSL for as many.
    private static ulong Draw()
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(ulong)];
        _ = Guid.NewGuid().TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(ulong)..]);
    }
}
