using System;
using System.Text;
using Pelikan.Node.Protocol.Resp;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp;

public sealed class RespNumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-1", -1)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void Integers_are_read(string text, long number)
    {
        Assert.True(RespNumber.TryParse(Encoding.ASCII.GetBytes(text), out long read));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("-0")]
    [InlineData("00")]
    [InlineData("01")]
    [InlineData("-01")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("99999999999999999999")]
    public void What_is_no_integer_is_not(string text) => Assert.False(RespNumber.TryParse(Encoding.ASCII.GetBytes(text), out long _));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", -0.0)]
    [InlineData("1.5", 1.5)]
    [InlineData("+1.5", 1.5)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("1e3", 1000)]
    [InlineData("1E+3", 1000)]
    [InlineData("-1.25e-2", -0.0125)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("+Inf", double.PositiveInfinity)]
    [InlineData("-INFINITY", double.NegativeInfinity)]
    [InlineData("0e999", 0)]
    public void Floats_are_read(string text, double number)
    {
        Assert.True(RespNumber.TryParseDouble(Encoding.ASCII.GetBytes(text), out double read));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("1e-999")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,5")]
    [InlineData("--1")]
    [InlineData("+-1")]
    [InlineData("1e")]
    [InlineData("e1")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("infinit")]
    [InlineData("\u221e")]
    public void What_is_no_float_is_not(string text) => Assert.False(RespNumber.TryParseDouble(Encoding.UTF8.GetBytes(text), out double _));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "-0")]
    [InlineData(1, "1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(123456789012345680, "1.2345678901234568e+17")]
    [InlineData(12345678901234568, "12345678901234568")]
    [InlineData(1e16, "10000000000000000")]
    [InlineData(1e17, "1e+17")]
    [InlineData(-1.5e300, "-1.5e+300")]
    [InlineData(3.14, "3.14")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    [InlineData(double.Epsilon, "5e-324")]
    public void Floats_are_written_short(double number, string text)
    {
        Span<byte> buffer = stackalloc byte[RespNumber.DoubleBytesMax];
        Assert.Equal(text, Encoding.ASCII.GetString(buffer[..RespNumber.Format(number, buffer)]));
    }

    [Fact]
    public void Floats_come_back_as_they_went()
    {
        Random random = new(17);
        Span<byte> buffer = stackalloc byte[RespNumber.DoubleBytesMax];
        for (int i = 0; i < 100_000; i++)
        {
            double number = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(number))
            {
                int length = RespNumber.Format(number, buffer);
                Assert.True(RespNumber.TryParseDouble(buffer[..length], out double read));
                Assert.Equal(number, read);
            }
        }
    }
}
