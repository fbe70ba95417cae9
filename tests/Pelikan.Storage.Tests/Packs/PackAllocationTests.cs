using System;
using System.Reflection;
using Pelikan.Storage.Packs;
using Xunit;

namespace Pelikan.Storage.Tests.Packs;

/// <summary>Once an editor has its arrays, changes and reads allocate nothing; after a giant it gives them back.</summary>
public sealed class PackAllocationTests
{
    [Theory]
    [InlineData(ItemKind.List, 10)]
    [InlineData(ItemKind.List, 3000)]
    [InlineData(ItemKind.Set, 10)]
    [InlineData(ItemKind.Set, 3000)]
    [InlineData(ItemKind.SortedSet, 3000)]
    [InlineData(ItemKind.Hash, 64)]
    [InlineData(ItemKind.Hash, 3000)]
    public void ChangesAndReads_AllocateNothing(ItemKind kind, int count)
    {
        PackEditor editor = new();
        byte[] pack = new byte[256 * 1024];
        Work(editor, kind, count, pack);
        Work(editor, kind, count, pack);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int found = 0;
        for (int i = 0; i < 5; i++)
        {
            found += Work(editor, kind, count, pack);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(found > 0, "nothing was found");
    }

    [Fact]
    public void AfterAGiant_TheArrayIsGivenBack()
    {
        const int KeptMax = 4 * 1024 * 1024;
        PackEditor editor = new();
        editor.Begin(ItemKind.List);
        editor.Insert(0, new byte[8 * KeptMax]);
        Assert.True(HeldBytes(editor) > 8 * KeptMax);
        editor.Begin(ItemKind.List);
        Assert.True(HeldBytes(editor) <= KeptMax, "the array of the giant is still held");
    }

    private static int HeldBytes(PackEditor editor)
    {
        object bytes = Field(editor, "_bytes");
        return ((byte[])Field(bytes, "_bytes")).Length;
    }

    private static object Field(object owner, string name) =>
        owner.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(owner)!;

    private static int Work(PackEditor editor, ItemKind kind, int count, byte[] pack)
    {
        Span<byte> member = stackalloc byte[4];
        editor.Begin(kind);
        for (int i = 0; i < count; i++)
        {
            BitConverter.TryWriteBytes(member, i);
            PackModelTests.Put(editor, kind, member, i % 100);
        }

        editor.RemoveAt(count / 2, count / 3);
        int length = editor.Length;
        editor.Write(pack.AsSpan(0, length));
        editor.Load(kind, pack.AsSpan(0, length));
        BitConverter.TryWriteBytes(member, -1);
        PackModelTests.Put(editor, kind, member, 5);
        length = editor.Length;
        editor.Write(pack.AsSpan(0, length));
        PackReader reader = new(kind, pack.AsSpan(0, length));
        int found = 0;
        foreach (PackCursor element in reader)
        {
            found += kind == ItemKind.List || reader.Find(element.Member) >= 0 ? 1 : 0;
        }

        return found;
    }
}
