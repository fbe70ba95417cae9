using System;

namespace Pelikan.Storage.Packs;

/// <summary>Takes a collection apart, changes it, and puts it together again. One thread; keeps its arrays from one use to the next.</summary>
public sealed class PackEditor
{
    /// <summary>Elements.</summary>
    public int Count => throw new NotSupportedException();

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public int Length => throw new NotSupportedException();

    /// <summary>Begin with an empty collection.</summary>
    public void Begin(ItemKind kind) => throw new NotSupportedException();

    /// <summary>Begin with what a pack holds.</summary>
    public void Load(ItemKind kind, ReadOnlySpan<byte> pack) => throw new NotSupportedException();

    /// <summary>The ordinal of a member (set, sorted set) or field (hash); -1 if there is none.</summary>
    public int Find(scoped ReadOnlySpan<byte> member) => throw new NotSupportedException();

    /// <summary>The element, member or field of an ordinal; good until the next change.</summary>
    public ReadOnlySpan<byte> Member(int ordinal) => throw new NotSupportedException();

    /// <summary>The value of a hash's field; good until the next change.</summary>
    public ReadOnlySpan<byte> Value(int ordinal) => throw new NotSupportedException();

    /// <summary>The score of a sorted set's member.</summary>
    public double Score(int ordinal) => throw new NotSupportedException();

    /// <summary>List: put an element before the one of an ordinal; behind the last for <see cref="Count"/>.</summary>
    public void Insert(int ordinal, scoped ReadOnlySpan<byte> element) => throw new NotSupportedException();

    /// <summary>List: put another element in the place of one.</summary>
    public void Replace(int ordinal, scoped ReadOnlySpan<byte> element) => throw new NotSupportedException();

    /// <summary>Set: add a member. True if it is new.</summary>
    public bool Put(scoped ReadOnlySpan<byte> member) => throw new NotSupportedException();

    /// <summary>Hash: set a field. True if it is new.</summary>
    public bool Put(scoped ReadOnlySpan<byte> field, scoped ReadOnlySpan<byte> value) => throw new NotSupportedException();

    /// <summary>Sorted set: give a member a score. True if it is new.</summary>
    public bool Put(scoped ReadOnlySpan<byte> member, double score) => throw new NotSupportedException();

    /// <summary>Take out elements from an ordinal on.</summary>
    public void RemoveAt(int ordinal, int count = 1) => throw new NotSupportedException();

    /// <summary>Take out everything but some elements from an ordinal on.</summary>
    public void Trim(int ordinal, int count) => throw new NotSupportedException();

    /// <summary>The whole collection as a pack.</summary>
    public void Write(Span<byte> pack) => throw new NotSupportedException();
}
