using System;
using System.IO;
using System.Linq;
using System.Text;
using Pelikan.Node.Config.Toml;
using Xunit;
using Xunit.Abstractions;

namespace Pelikan.Node.Tests.Config.Toml;

/// <summary>Damaged documents: each is read, or refused with <see cref="TomlException"/>, and nothing else happens.</summary>
public sealed class TomlMutationTests
{
    private const int Rounds = 100_000;

    private static readonly byte[] Interesting = [.. "\0\t\n\r \"'#+-.0123456789:=TZ[]_abeinotux{}\\,"u8, 0x7f, 0x80, 0xc3, 0xed, 0xff];

    private static readonly string[] Seeds =
    [
        "a = 1\n[b.c]\nd = [1, 2.5, \"x\\n\", 'y']\n[[e]]\nf = {g = true, h.i = 1979-05-27T07:32:00Z}\n",
        "s = \"\"\"\none \\\n two\\u00e9\"\"\"\nl = '''\nraw'''\n\"quoted key\".x = -0x1\nn = +inf\nt = 07:32:00.999\n",
        "\ufeff# comment é😀\r\n[x]\r\ny.z = 0o755\r\ny.w = 0b1_0\r\n[x.y2]\r\nd = 1979-05-27 07:32:00-08:00\r\n",
    ];

    private readonly ITestOutputHelper _output;

    public TomlMutationTests(ITestOutputHelper output)
    {
        _output = output;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20261121)]
    public void Mutated_documents_only_ever_throw_TomlException(int seed)
    {
        Random random = new(seed);
        byte[][] corpus = [.. Seeds.Select(text => Encoding.UTF8.GetBytes(text)), Sample()];
        int accepted = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] mutant = Mutate(corpus[random.Next(corpus.Length)], random);
            try
            {
                TomlDocument.Parse(mutant, "f");
                accepted++;
            }
            catch (TomlException e)
            {
                Assert.True(e.Location.Line >= 1 && e.Location.Column >= 1, $"seed {seed} round {round}: {e.Message}");
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed} round {round}: {e} for {Convert.ToHexString(mutant)}");
            }
        }

        _output.WriteLine($"{Rounds} mutants, {accepted} of them still TOML");
        Assert.InRange(accepted, Rounds / 100, Rounds * 99 / 100);
    }

    private static byte[] Sample()
    {
        byte[] whole = File.ReadAllBytes(RepositoryFile.PathOf("config/segcache.toml"));
        return whole[..int.Min(whole.Length, 600)];
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        byte[] bytes = [.. seed];
        for (int edits = random.Next(1, 4); edits > 0 && bytes.Length > 0; edits--)
        {
            int at = random.Next(bytes.Length);
            int length = random.Next(1, int.Min(16, bytes.Length - at) + 1);
            byte any = Interesting[random.Next(Interesting.Length)];
            bytes = random.Next(6) switch
            {
                0 => [.. bytes[..at], any, .. bytes[at..]],
                1 => [.. bytes[..at], any, .. bytes[(at + 1)..]],
                2 => [.. bytes[..at], .. bytes[(at + length)..]],
                3 => [.. bytes[..(at + length)], .. bytes[at..]],
                4 => bytes[..at],
                _ => [.. bytes[..at], (byte)(bytes[at] ^ (1 << random.Next(8))), .. bytes[(at + 1)..]],
            };
        }

        return bytes;
    }
}
