using System;
using System.Linq;
using System.Text;
using Pelikan.Node.Protocol.Memcache.Meta;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

public sealed class Base64KeyTests
{
    private const int KeyBytesMax = 250;

    [Fact]
    public void Encodes_and_decodes_as_everybody_does()
    {
        Random random = new(1);
        byte[] space = new byte[Base64Key.EncodedMax];
        for (int length = 1; length <= KeyBytesMax; length++)
        {
            byte[] key = new byte[length];
            random.NextBytes(key);
            string text = Convert.ToBase64String(key);
            Assert.Equal(text, Encoding.ASCII.GetString(space.AsSpan(0, Base64Key.Encode(key, space))));
            if (text.Length > KeyBytesMax)
            {
                Assert.False(Base64Key.IsWellFormed(Encoding.ASCII.GetBytes(text)));
                continue;
            }

            Assert.True(Base64Key.IsWellFormed(Encoding.ASCII.GetBytes(text)));
            int decoded = Base64Key.Decode(Encoding.ASCII.GetBytes(text), space);
            Assert.Equal(key, space.AsSpan(0, decoded).ToArray());
        }
    }

    [Fact]
    public void Passes_over_whatever_is_outside_the_alphabet()
    {
        byte[] space = new byte[KeyBytesMax];
        for (int letter = 0; letter <= byte.MaxValue; letter++)
        {
            bool inside = letter < 128 && (char.IsAsciiLetterOrDigit((char)letter) || letter is '+' or '/' or '=');
            byte[] text = [(byte)'Y', (byte)letter, (byte)'W', (byte)'I', (byte)'='];
            Assert.Equal(inside ? 0 : 2, Base64Key.Decode(text, space));
        }
    }

    [Fact]
    public void Never_writes_more_than_there_is_text()
    {
        Random random = new(2);
        byte[] alphabet = Encoding.ASCII.GetBytes("AZaz09+/==!\r\0");
        for (int round = 0; round < 20_000; round++)
        {
            byte[] text = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => alphabet[random.Next(alphabet.Length)])];
            int written = Base64Key.Decode(text, new byte[text.Length]);
            Assert.InRange(written, 0, text.Length);
        }
    }
}
