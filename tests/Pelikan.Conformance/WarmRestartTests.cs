using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Conformance;

/// <summary>A node with its heap in a file, stopped and started, killed and started.</summary>
public sealed class WarmRestartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pelikan-restart-");

    private string HeapPath => Path.Combine(_folder.FullName, "heap");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("admin")]
    public void ACleanStop_KeepsEveryItemWithFlagsAndCas(string way)
    {
        string told;
        using (ServerProcess first = Start())
        {
            using TcpClient client = Connect(first.Port);
            Assert.Equal("STORED\r\n", Exchange(client, "set a 7 100 3\r\nabc\r\n"));
            told = Exchange(client, "gets a\r\n");
            Stop(first, way);
            Assert.Equal(0, first.WaitForExit());
            Assert.Contains("sealed the heap file", first.Output, StringComparison.Ordinal);
        }

        using ServerProcess second = Start();
        using TcpClient again = Connect(second.Port);
        Assert.Equal(told, Exchange(again, "gets a\r\n"));
        string cas = told.Split("\r\n")[0].Split(' ')[4];
        Assert.Equal("STORED\r\n", Exchange(again, $"cas a 0 0 1 {cas}\r\nx\r\n"));
        Assert.Equal("EXISTS\r\n", Exchange(again, $"cas a 0 0 1 {cas}\r\ny\r\n"));
        Assert.Contains($"STAT seg_datapool_path {HeapPath}\r\n", Exchange(again, "stats settings\r\n"), StringComparison.Ordinal);
        using TcpClient admin = Connect(second.AdminPort);
        Assert.Contains("STAT item_restore 1\r\n", Exchange(admin, "stats item\r\n"), StringComparison.Ordinal);
        Assert.Equal(0, second.Terminate());
        Assert.Contains("took over the heap file", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AKilledNode_LeavesAFileThatIsRefusedInOneLine()
    {
        using (ServerProcess first = Start())
        {
            using TcpClient client = Connect(first.Port);
            Assert.Equal("STORED\r\n", Exchange(client, "set a 0 0 1\r\nx\r\n"));
            Assert.True(first.Kill(TimeSpan.Zero));
        }

        using ServerProcess second = Start();
        using TcpClient again = Connect(second.Port);
        Assert.Equal("END\r\n", Exchange(again, "get a\r\n"));
        using TcpClient admin = Connect(second.AdminPort);
        Assert.Contains("STAT heap_refuse 1\r\n", Exchange(admin, "stats heap\r\n"), StringComparison.Ordinal);
        Assert.Equal(0, second.Terminate());
        string line = Assert.Single(second.Output.Split('\n'), line => line.Contains("level=warn", StringComparison.Ordinal));
        Assert.Contains(HeapPath, line, StringComparison.Ordinal);
        Assert.Contains("did not come to a clean stop; starting empty", line, StringComparison.Ordinal);
    }

    [Fact]
    public void ASecondNodeOnTheSameFile_IsTurnedAwayAndTheFirstServesOn()
    {
        using ServerProcess first = Start();
        (int exitCode, string output) = RunToItsEnd(HeapPath);
        Assert.Equal(73, exitCode);
        Assert.Contains($"seg.datapool_path: {HeapPath}: another process uses it", output, StringComparison.Ordinal);
        using TcpClient client = Connect(first.Port);
        Assert.Equal("STORED\r\n", Exchange(client, "set a 0 0 1\r\nx\r\n"));
    }

    [Fact]
    public void AFileThatIsNotAHeap_IsLeftAsItIs()
    {
        File.WriteAllText(HeapPath, "precious");
        (int exitCode, string output) = RunToItsEnd(HeapPath);
        Assert.Equal(73, exitCode);
        Assert.Contains("it is no heap file of this server, and is left as it is", output, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(HeapPath));
    }

    [Theory]
    [InlineData("/proc/pelikan-heap")]
    [InlineData("/dev/null")]
    [InlineData("/absent/pelikan-heap")]
    public void APlaceWhereNoFileCanBe_IsNamed(string path)
    {
        (int exitCode, string output) = RunToItsEnd(path);
        Assert.Equal(73, exitCode);
        Assert.Contains($"seg.datapool_path: {path}: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void AStartThatFailsForATakenPort_LosesNothing()
    {
        using (ServerProcess first = Start())
        {
            using TcpClient client = Connect(first.Port);
            Assert.Equal("STORED\r\n", Exchange(client, "set a 0 0 1\r\nx\r\n"));
            Assert.Equal(0, first.Terminate());
        }

        using TcpListener taken = new(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        int port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        Assert.Equal(69, RunToItsEnd(HeapPath, dataPort: port).ExitCode);
        Assert.Equal(69, RunToItsEnd(HeapPath, adminPort: port).ExitCode);
        using ServerProcess third = Start();
        using TcpClient again = Connect(third.Port);
        Assert.Equal("VALUE a 0 1\r\nx\r\nEND\r\n", Exchange(again, "get a\r\n"));
    }

    [PrivateMountFact]
    public void AFullDisk_IsAnErrorAtTheStart()
    {
        string script = $"mount -t tmpfs -o size=4m tmpfs '{_folder.FullName}' && exec '{ServerProcess.Binary}' segcache '{Configuration(HeapPath)}'";
        (int exitCode, string output) = ClientProgram.Run("unshare", [.. PrivateMountFactAttribute.Namespace, "sh", "-c", script]);
        Assert.Equal(73, exitCode);
        Assert.Contains("no space for", output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Kind", "Slow")]
    public void KilledAtAnyMoment_ANodeComesBackCompleteOrEmptyAndNeverWrong() => Seeds.Each(1, 3, random =>
    {
        File.Delete(HeapPath);
        using HeapClient client = new(random);
        bool wasKilled = false;
        for (int round = 0; round < 6; round++)
        {
            using ServerProcess server = Start();
            client.Connect(server.Port);
            bool isRefused = IsRefused(server);
            Assert.True(wasKilled || !isRefused, server.Output);
            Assert.Null(isRefused ? client.FindAnything() : client.FindFault());

            // At once, or some way into the stop: before the workers end, while the file is sealed, or after.
            client.StoreInTheBackground(until: random.Next(1, 3_000));
            bool asks = random.Next(4) != 0;
            if (asks)
            {
                server.Signal("TERM");
            }

            wasKilled = server.Kill(asks ? TimeSpan.FromMilliseconds(random.Next(400)) : TimeSpan.Zero);
            client.Disconnect();
        }
    });

    private static bool IsRefused(ServerProcess server)
    {
        using TcpClient admin = Connect(server.AdminPort);
        return Exchange(admin, "stats heap\r\n").Contains("STAT heap_refuse 1\r\n", StringComparison.Ordinal);
    }

    private static void Stop(ServerProcess server, string way)
    {
        if (way == "admin")
        {
            using TcpClient admin = Connect(server.AdminPort);
            Assert.Equal("OK\r\n", Exchange(admin, "shutdown\r\n"));
        }
        else
        {
            server.Signal(way);
        }
    }

    private static TcpClient Connect(int port)
    {
        TcpClient client = new() { ReceiveTimeout = 10_000, SendTimeout = 10_000 };
        client.Connect("127.0.0.1", port);
        return client;
    }

    /// <summary>Send a command and read to the end of its reply: one line, or all lines to one that says END.</summary>
    private static string Exchange(TcpClient client, string request)
    {
        client.GetStream().Write(Encoding.ASCII.GetBytes(request));
        bool manyLines = request.StartsWith("get", StringComparison.Ordinal) || request.StartsWith("stats", StringComparison.Ordinal);
        StringBuilder reply = new();
        byte[] received = new byte[4096];
        do
        {
            int count = client.GetStream().Read(received);
            if (count == 0)
            {
                throw new EndOfStreamException($"the server closed the connection after: {reply}");
            }

            reply.Append(Encoding.ASCII.GetString(received, 0, count));
        }
        while (!reply.ToString().EndsWith(manyLines ? "END\r\n" : "\r\n", StringComparison.Ordinal));
        return reply.ToString();
    }

    private ServerProcess Start() => new("segcache", ("seg", $"heap_size = \"16MiB\"\nsegment_size = \"256KiB\"\ndatapool_path = \"{HeapPath}\""), ("limits", "value_size_max = \"64KiB\""));

    private string Configuration(string heapPath, int? dataPort = null, int? adminPort = null)
    {
        // Beside the folder: a test hides the folder itself.
        string path = _folder.FullName + ".toml";
        File.WriteAllText(
            path,
            $"""
            [server]
            host = "127.0.0.1"
            port = {dataPort ?? ServerProcess.FreePort()}
            [admin]
            port = {adminPort ?? ServerProcess.FreePort()}
            http_port = {ServerProcess.FreePort()}
            [limits]
            value_size_max = "64KiB"
            [seg]
            heap_size = "16MiB"
            segment_size = "256KiB"
            datapool_path = "{heapPath}"
            """);
        return path;
    }

    private (int ExitCode, string Output) RunToItsEnd(string heapPath, int? dataPort = null, int? adminPort = null)
    {
        string configuration = Configuration(heapPath, dataPort, adminPort);
        (int ExitCode, string Output) result = ClientProgram.Run(ServerProcess.Binary, "segcache", configuration);
        File.Delete(configuration);
        return result;
    }
}
