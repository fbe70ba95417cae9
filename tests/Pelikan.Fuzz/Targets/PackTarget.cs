using System;
using System.Collections.Generic;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Fuzz.Targets;

/// <summary>
/// Packs by themselves: an input is a program of changes to one collection, made by the editor and by a model that knows no bytes; after
/// each change, and in the pack that is written, both are the same.
/// <code>
///  kind | change | operands | change | operands | …
/// </code>
/// </summary>
public sealed class PackTarget : IFuzzTarget
{
    private const int ElementBytesMax = 300;

    // Enough for an index and its growth; more would make the checks slow and show nothing new.
    private const int ElementsMax = 600;
    private const int ChangesMax = 60;
    private const int ChecksMax = 8;

    private readonly PackEditor _editor = new();
    private byte[] _program = [];
    private int _at;
    private int _checks;

    public IReadOnlyList<string> Seeds =>
    [
        "\0a\u0003abc\0\u0000b\u0002de\u0001\u0000c\u0001f\u0002\u0000\u0001\u0003\u0003",
        "\u0001\0\u0001a\0\u0001b\u0001\u0001a\u0002\u0000\u0001\u0003\0\u0001c",
        "\u0002\0\u0001a\u0001x\0\u0001b\u0002yz\u0002\u0001\u0001\u0003",
        "\u0003\0\u0001a\u0005\0\u0001b\u0003\0\u0001a\u0009\u0002\0\u0001\u0003",
        "\u0001\u0005\u0050\u0002\u0003\u0004\u0003\0\u0001z",
        "\u0002\u0005\u0050\u0003\u0002\u0003\u0004\0\u0001\u0010\u0001q",
        "\u0003\u0005\u0050\u0003\u0002\u0003\u0004\0\u0001\u0010\u0007",
        "\0\u0005\u0050\u0003\u0002\u0003\u0004\u0004\u0001\u0010\u0002\u0000",
    ];

    public IReadOnlyList<string> Dictionary => ["\0\u0001", "\u0001", "\u0002\0\u0001", "\u0003", "\u0004\u0001", "\u0005\u0050", "\u0005\u00ff", "\u00ff\u00ff", "\u0080"];

    public int Run(byte[] input)
    {
        _program = input;
        _at = 0;
        _checks = 0;
        ItemKind kind = (Next() % 4) switch { 0 => ItemKind.List, 1 => ItemKind.Set, 2 => ItemKind.Hash, _ => ItemKind.SortedSet };
        PackMirror mirror = new(kind, _editor);
        _editor.Begin(kind);
        int changes = 0;
        while (_at < _program.Length && changes < ChangesMax)
        {
            Step(kind, mirror);
            mirror.CheckCounts();
            changes++;
        }

        mirror.CheckPack();
        return Math.Max(changes, 1);
    }

    private void Step(ItemKind kind, PackMirror mirror)
    {
        switch (Next() % 6)
        {
            case 0 when mirror.Count < ElementsMax:
                Put(kind, mirror, Bytes());
                break;
            case 1:
                mirror.CheckFind(Bytes());
                break;
            case 2:
                mirror.RemoveAt(Next() | (Next() << 8), Next());
                break;
            case 3 when _checks < ChecksMax:
                _checks++;
                mirror.CheckPack();
                mirror.Reload();
                break;
            case 4 when kind == ItemKind.List:
                ChangeList(mirror);
                break;
            case 4:
                mirror.Trim(Next(), Next());
                break;
            case 5:
                byte count = Next();
                for (int i = 0; i < count && mirror.Count < ElementsMax; i++)
                {
                    Put(kind, mirror, [(byte)i]);
                }

                break;
            default:
                break;
        }
    }

    private void Put(ItemKind kind, PackMirror mirror, ReadOnlySpan<byte> member)
    {
        switch (kind)
        {
            case ItemKind.List:
                mirror.Insert(Next() | (Next() << 8), member);
                break;
            case ItemKind.Set:
                mirror.Put(member);
                break;
            case ItemKind.Hash:
                mirror.Put(member, Bytes());
                break;
            default:
                byte score = Next();
                mirror.Put(member, score switch { 255 => double.PositiveInfinity, 254 => double.NegativeInfinity, 253 => -0.0, _ => score / 4.0 });
                break;
        }
    }

    private void ChangeList(PackMirror mirror)
    {
        if (Next() % 2 == 0)
        {
            mirror.Replace(Next(), Bytes());
        }
        else
        {
            mirror.RemoveAll(Bytes(), max: Next(), fromEnd: Next() % 2 == 0);
        }
    }

    private byte Next() => _at < _program.Length ? _program[_at++] : (byte)0;

    /// <summary>A length, then as many bytes; a length of 255 is that of a long element of one byte over and over.</summary>
    private byte[] Bytes()
    {
        int length = Next();
        if (length == byte.MaxValue)
        {
            byte[] repeated = new byte[ElementBytesMax];
            Array.Fill(repeated, Next());
            return repeated;
        }

        length = Math.Min(length, _program.Length - _at);
        byte[] bytes = _program.AsSpan(_at, length).ToArray();
        _at += length;
        return bytes;
    }
}
