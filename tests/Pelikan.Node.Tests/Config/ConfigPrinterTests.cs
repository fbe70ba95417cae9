using System;
using System.Linq;
using Pelikan.Node.Config;
using Xunit;

namespace Pelikan.Node.Tests.Config;

public sealed class ConfigPrinterTests
{
    [Theory]
    [InlineData(Product.Segcache)]
    [InlineData(Product.Rds)]
    [InlineData(Product.Pingserver)]
    public void Print_reads_back_to_the_same_settings(Product product)
    {
        string extra = product != Product.Pingserver ? "[seg]\nheap_size = '1GB'\neviction = 'none'\n" : "";
        LoadedConfig loaded = TestConfig.Load(
            product, $"pid_filename = \"/run/a \\\"b\\\"\\n.pid\"\n[server]\nhost = []\nunix_socket_path = '/s'\nidle_timeout = '1500ms'\n{extra}");
        LoadedConfig again = TestConfig.Load(product, ConfigPrinter.Print(loaded));

        Assert.All(ConfigSchema.KeysOf(product), key => Assert.Equal(key.Write(loaded.Config), key.Write(again.Config)));
        Assert.All(ConfigSchema.KeysOf(product), key => Assert.StartsWith("f:", again.OriginOf(key).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Each_line_tells_where_its_value_came_from()
    {
        string[] lines = ConfigPrinter.Print(TestConfig.Load("[server]\nport = 1", "PELIKAN_SEG_HEAP_SIZE=4GB")).Split('\n');
        Assert.Contains(lines, line => line.StartsWith("port = 1 ", StringComparison.Ordinal) && line.EndsWith("  # f:2", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("heap_size = \"4GB\" ", StringComparison.Ordinal) && line.EndsWith("  # PELIKAN_SEG_HEAP_SIZE", StringComparison.Ordinal));
        Assert.Equal(ConfigSchema.Keys.Count - 2, lines.Count(line => line.EndsWith("  # default", StringComparison.Ordinal)));
    }
}
