using System;
using System.Collections.Generic;
using System.Text;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Fuzz.Targets;

/// <summary>
/// A collection as plain lists beside an editor: every change is made to both. Bytes are characters of Latin 1, so that they compare alike.
/// </summary>
internal sealed class PackMirror(ItemKind kind, PackEditor editor)
{
    // A pack without an index is walked to an ordinal, so that not every one is asked for.
    private const int PlacesSkipped = 7;

    private readonly List<Element> _elements = [];
    private byte[] _pack = [];

    public int Count => _elements.Count;

    public void Insert(int at, ReadOnlySpan<byte> element)
    {
        at %= _elements.Count + 1;
        _elements.Insert(at, new Element(Text(element), "", 0));
        editor.Insert(at, element);
    }

    public void Replace(int at, ReadOnlySpan<byte> element)
    {
        if (_elements.Count > 0)
        {
            at %= _elements.Count;
            _elements[at] = new Element(Text(element), "", 0);
            editor.Replace(at, element);
        }
    }

    public void RemoveAll(ReadOnlySpan<byte> element, int max, bool fromEnd)
    {
        string text = Text(element);
        int removed = 0;
        for (int i = 0; i < _elements.Count && removed < max; i++)
        {
            int at = fromEnd ? _elements.Count - 1 - i : i;
            if (_elements[at].Member == text)
            {
                _elements.RemoveAt(at);
                removed++;
                i--;
            }
        }

        Invariant.Holds(editor.RemoveAll(element, max, fromEnd) == removed, "as many elements are taken out as were there");
    }

    public void Put(ReadOnlySpan<byte> member) => Put(new Element(Text(member), "", 0), editor.Put(member));

    public void Put(ReadOnlySpan<byte> field, ReadOnlySpan<byte> value) => Put(new Element(Text(field), Text(value), 0), editor.Put(field, value));

    public void Put(ReadOnlySpan<byte> member, double score) => Put(new Element(Text(member), "", score), editor.Put(member, score));

    public void RemoveAt(int at, int count)
    {
        if (_elements.Count == 0)
        {
            return;
        }

        at %= _elements.Count;
        count = Math.Min(count, _elements.Count - at);
        RemoveRange(at, count);
        editor.RemoveAt(at, count);
    }

    public void Trim(int at, int count)
    {
        at = Math.Min(at, _elements.Count);
        count = Math.Min(count, _elements.Count - at);
        RemoveRange(at + count, _elements.Count - at - count);
        RemoveRange(0, at);
        editor.Trim(at, count);
    }

    public void CheckFind(ReadOnlySpan<byte> member)
    {
        if (kind != ItemKind.List)
        {
            string text = Text(member);
            int at = editor.Find(member);
            Invariant.Holds((at >= 0) == _elements.Exists(element => element.Member == text), "the editor finds what is there");
            Invariant.Holds(at < 0 || editor.Member(at).SequenceEqual(member), "the editor finds what was asked for");
        }
    }

    public void CheckCounts() => Invariant.Holds(editor.Count == _elements.Count, "the editor has as many elements as the model");

    /// <summary>Write the pack and read it.</summary>
    public void CheckPack()
    {
        _pack = new byte[editor.Length];
        editor.Write(_pack);
        PackReader reader = new(kind, _pack);
        Invariant.Holds(reader.Count == _elements.Count, "a pack has as many elements as the model");
        bool isOrdered = kind is ItemKind.List or ItemKind.SortedSet;
        Dictionary<string, Element> unordered = [];
        foreach (Element element in isOrdered ? [] : _elements)
        {
            unordered.Add(element.Member, element);
        }

        PackCursor cursor = reader.GetEnumerator();
        for (int i = 0; cursor.MoveNext(); i++)
        {
            Element read = Read(cursor);
            bool isKnown = isOrdered ? _elements[i] == read : unordered.Remove(read.Member, out Element known) && known == read;
            Invariant.Holds(isKnown, "a pack has the elements of the model");
            Invariant.Holds(kind == ItemKind.List || reader.Find(cursor.Member) == i, "a pack finds each of its members");
            Invariant.Holds(i % PlacesSkipped != 0 || reader.Member(i).SequenceEqual(cursor.Member), "an ordinal leads to its element");
        }

        if (kind != ItemKind.List)
        {
            CheckScan(reader);
        }
    }

    /// <summary>Go on with what the pack that was checked last says.</summary>
    public void Reload()
    {
        editor.Load(kind, _pack);
        if (kind is ItemKind.Set or ItemKind.Hash)
        {
            // A removal may change their order, which is the pack's own.
            PackCursor cursor = new PackReader(kind, _pack).GetEnumerator();
            for (int i = 0; cursor.MoveNext(); i++)
            {
                _elements[i] = Read(cursor);
            }
        }
    }

    /// <summary>Page by page a scan meets every member once, where nothing changes.</summary>
    private static void CheckScan(PackReader reader)
    {
        HashSet<string> met = [];
        ulong cursor = 0;
        do
        {
            PackScan scan = reader.Scan(cursor, count: 5);
            while (scan.MoveNext())
            {
                Invariant.Holds(met.Add(Text(reader.Member(scan.Ordinal))), "a scan meets no member twice");
            }

            Invariant.Holds(scan.Next == 0 || scan.Next > cursor, "a scan goes on");
            cursor = scan.Next;
        }
        while (cursor != 0);
        Invariant.Holds(met.Count == reader.Count, "a scan meets every member");
    }

    private void Put(Element element, bool isNew)
    {
        int known = _elements.FindIndex(other => other.Member == element.Member);
        Invariant.Holds(isNew == (known < 0), "a member is new where it was not there");
        if (kind == ItemKind.SortedSet)
        {
            if (known >= 0)
            {
                _elements.RemoveAt(known);
            }

            int at = _elements.FindIndex(other => other.Score > element.Score
                || (other.Score == element.Score && string.CompareOrdinal(other.Member, element.Member) > 0));
            _elements.Insert(at < 0 ? _elements.Count : at, element);
        }
        else if (known >= 0)
        {
            _elements[known] = element;
        }
        else
        {
            _elements.Add(element);
        }
    }

    /// <summary>Of a set or hash the editor says which members its ordinals are: a removal may have changed their order.</summary>
    private void RemoveRange(int at, int count)
    {
        if (kind is not (ItemKind.Set or ItemKind.Hash))
        {
            _elements.RemoveRange(at, count);
            return;
        }

        for (int i = at; i < at + count; i++)
        {
            string member = Text(editor.Member(i));
            Invariant.Holds(_elements.RemoveAll(element => element.Member == member) == 1, "a member is there once");
        }
    }

    private Element Read(PackCursor cursor) => new(
        Text(cursor.Member),
        kind == ItemKind.Hash ? Text(cursor.Value) : "",
        kind == ItemKind.SortedSet ? cursor.Score : 0);

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    private readonly record struct Element(string Member, string Value, double Score);
}
