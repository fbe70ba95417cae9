using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Pelikan.Node.Bench;

/// <summary>One reply that does not match, for people to read.</summary>
internal sealed record Mismatch(string Key, ValueFault Fault, string Found)
{
    private const int ExcerptBytesMax = 32;

    public string Sentence => Fault switch
    {
        ValueFault.TooShort => $"key {Key}: the value is shorter than any that was written: {Found}",
        ValueFault.WrongKey => $"key {Key}: the value was written under another key: {Found}",
        ValueFault.WrongLength => $"key {Key}: the value has another length than was written: {Found}",
        ValueFault.WrongChecksum => $"key {Key}: the value's bytes are not those that were written: {Found}",
        ValueFault.KeyNotAsked => $"key {Key}: the reply holds a key that was not asked for, or out of order",
        _ => $"key {Key}: {Found}",
    };

    public static Mismatch Of(ValueFault fault, ReadOnlySpan<byte> key, ReadOnlySpan<byte> found)
    {
        string owner = found.Length >= ValueBytes.CheckableBytesMin && fault != ValueFault.WrongChecksum
            ? string.Create(CultureInfo.InvariantCulture, $", says it is of key number {BinaryPrimitives.ReadInt64LittleEndian(found):x}")
            : "";
        string excerpt = Convert.ToHexStringLower(found[..Math.Min(found.Length, ExcerptBytesMax)]);
        return new Mismatch(Encoding.Latin1.GetString(key), fault, $"{found.Length} bytes{owner}, beginning {excerpt}");
    }
}
