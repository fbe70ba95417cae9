using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text;
using Pelikan.Node.Protocol;
using Xunit;

namespace Pelikan.Node.Tests.Protocol;

public sealed class AsciiNumberTests
{
    /// <summary>Text around every place where a reading could change its mind.</summary>
    public static TheoryData<string> Texts
    {
        get
        {
            BigInteger[] edges = [0, 9, 10, 99, 100, uint.MaxValue, long.MaxValue, BigInteger.Pow(10, 18), BigInteger.Pow(10, 19), ulong.MaxValue, BigInteger.Pow(10, 20)];
            IEnumerable<string> numbers = edges
                .SelectMany(edge => Enumerable.Range(-11, 23).Select(step => edge + step))
                .SelectMany(number => new[] { number, -number })
                .Select(number => number.ToString(CultureInfo.InvariantCulture));
            string[] odd =
            [
                string.Empty, " ", "-", "--1", "+1", "-+1", " 1", "1 ", "1\0", "\0", "1.0", "1e3", "0x10", "1_000", "1,000", "a", "9a", "a9", "/", ":", "\u0661",
                "00", "007", "-0", "-007", "00000000000000000000", "000000000000000000000", "00000000000000000001", "000000000000000000001",
                "18446744073709551620", "28446744073709551615", "99999999999999999999", "1844674407370955161a", "a8446744073709551615", "1844674407370955161:",
                "-9223372036854775808", "-9223372036854775809", "-18446744073709551615", "-18446744073709551616",
            ];
            return [.. numbers.Concat(odd).Distinct()];
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Reads_what_is_a_number_of_the_width_and_nothing_else(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        bool digits = text.Length is > 0 and <= AsciiNumber.DigitsMax && text.All(char.IsAsciiDigit);
        string magnitude = text.StartsWith('-') ? text[1..] : text;
        bool signedDigits = magnitude.Length is > 0 and <= AsciiNumber.DigitsMax && magnitude.All(char.IsAsciiDigit);
        BigInteger number = signedDigits ? BigInteger.Parse(text, CultureInfo.InvariantCulture) : 0;

        Assert.Equal(digits && number <= ulong.MaxValue, AsciiNumber.TryParse(bytes, out ulong wide));
        Assert.Equal(digits && number <= ulong.MaxValue ? (ulong)number : 0, wide);
        Assert.Equal(digits && number <= uint.MaxValue, AsciiNumber.TryParse(bytes, out uint narrow));
        Assert.Equal(digits && number <= uint.MaxValue ? (uint)number : 0, narrow);
        bool fitsSigned = signedDigits && number >= long.MinValue && number <= long.MaxValue;
        Assert.Equal(fitsSigned, AsciiNumber.TryParse(bytes, out long signed));
        Assert.Equal(fitsSigned ? (long)number : 0, signed);
    }

    [Fact]
    public void Refuses_every_byte_that_is_no_digit_in_every_place()
    {
        for (int value = 0; value <= byte.MaxValue; value++)
        {
            bool digit = value is >= '0' and <= '9';
            for (int length = 1; length <= AsciiNumber.DigitsMax; length++)
            {
                for (int place = 0; place < length; place++)
                {
                    byte[] text = [.. Enumerable.Repeat((byte)'1', length)];
                    text[place] = (byte)value;
                    bool minus = value == '-' && place == 0 && length > 1;
                    BigInteger number = digit || minus ? BigInteger.Parse(Encoding.ASCII.GetString(text), CultureInfo.InvariantCulture) : 0;
                    Assert.Equal(digit && number <= ulong.MaxValue, AsciiNumber.TryParse(text, out ulong _));
                    Assert.Equal((digit || minus) && number <= long.MaxValue, AsciiNumber.TryParse(text, out long _));
                }
            }
        }
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(9UL)]
    [InlineData(10UL)]
    [InlineData(4294967295UL)]
    [InlineData(18446744073709551615UL)]
    public void Writes_what_it_reads(ulong number)
    {
        Span<byte> buffer = stackalloc byte[AsciiNumber.DigitsMax];
        int written = AsciiNumber.Format(number, buffer);
        Assert.Equal(number.ToString(CultureInfo.InvariantCulture), Encoding.ASCII.GetString(buffer[..written]));
        Assert.True(AsciiNumber.TryParse(buffer[..written], out ulong read));
        Assert.Equal(number, read);
    }
}
