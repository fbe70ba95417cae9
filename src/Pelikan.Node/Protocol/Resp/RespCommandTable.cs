using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>Finds a command by its word in either case: one multiplication and, nearly always, one look.</summary>
internal static class RespCommandTable
{
    // Four times as many places as commands: few words share one.
    private const int Places = 1024;

    private const ulong LowerCase = 0x2020202020202020;

    private static readonly Slot[] Slots = Build();

    public static IReadOnlyList<RespCommandInfo> All => RespCommandRows.All;

    public static bool TryFind(scoped ReadOnlySpan<byte> word, [NotNullWhen(true)] out RespCommandInfo? command)
    {
        (ulong head, ulong tail) = Fold(word);
        for (int at = PlaceOf(head, tail); Slots[at].Command is RespCommandInfo found; at = (at + 1) % Places)
        {
            if (Slots[at].Head == head && Slots[at].Tail == tail && found.NameBytes.Length == word.Length
                && (word.Length <= 2 * sizeof(ulong) || System.Text.Ascii.EqualsIgnoreCase(word, found.NameBytes)))
            {
                command = found;
                return true;
            }
        }

        command = null;
        return false;
    }

    /// <summary>The first and the last bytes, which of a short word overlap, in lower case.</summary>
    private static (ulong Head, ulong Tail) Fold(scoped ReadOnlySpan<byte> word)
    {
        if (word.Length >= sizeof(ulong))
        {
            return (BinaryPrimitives.ReadUInt64LittleEndian(word) | LowerCase, BinaryPrimitives.ReadUInt64LittleEndian(word[^sizeof(ulong)..]) | LowerCase);
        }

        if (word.Length >= sizeof(uint))
        {
            return (BinaryPrimitives.ReadUInt32LittleEndian(word) | LowerCase, BinaryPrimitives.ReadUInt32LittleEndian(word[^sizeof(uint)..]) | LowerCase);
        }

        ulong head = 0;
        foreach (byte letter in word)
        {
            head = (head << 8) | letter;
        }

        return (head | LowerCase, 0);
    }

    private static int PlaceOf(ulong head, ulong tail)
    {
        ulong mixed = (head ^ (tail * 0x9E3779B97F4A7C15)) * 0xFF51AFD7ED558CCD;
        return (int)(mixed >> 54);
    }

    private static Slot[] Build()
    {
        Slot[] slots = new Slot[Places];
        foreach (RespCommandInfo command in RespCommandRows.All)
        {
            (ulong head, ulong tail) = Fold(command.NameBytes);
            int at = PlaceOf(head, tail);
            while (slots[at].Command is not null)
            {
                at = (at + 1) % Places;
            }

            slots[at] = new Slot(head, tail, command);
        }

        return slots;
    }

    private readonly record struct Slot(ulong Head, ulong Tail, RespCommandInfo? Command);
}
