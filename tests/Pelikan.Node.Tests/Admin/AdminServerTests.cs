using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Pelikan.Node.Admin;
using Pelikan.Storage.Checks;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Admin;

/// <summary>Conversations with the ASCII admin port over loopback.</summary>
public sealed class AdminServerTests : IAsyncDisposable
{
    private readonly FakeActions _actions = new();
    private readonly AdminMetrics _metrics = new();
    private AdminServer _server;

    public AdminServerTests() => _server = Start(new AdminLimits());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("version\r\n", "VERSION 1.2.3\r\n")]
    [InlineData("version\n", "VERSION 1.2.3\r\n")]
    [InlineData("  version \t\r\n", "VERSION 1.2.3\r\n")]
    [InlineData("stats\r\n", "STAT a_metric 1\r\nSTAT b_metric 2\r\nEND\r\n")]
    [InlineData("stats settings\r\n", "STAT maxbytes 64\r\nEND\r\n")]
    [InlineData("stats items\r\n", "END\r\n")]
    [InlineData("stats nothing\r\n", "ERROR no such group of statistics; try help\r\n")]
    [InlineData("stats reset\r\n", "RESET\r\n")]
    [InlineData("check\r\n", "ERROR this server stores nothing\r\n")]
    [InlineData("check 1\r\n", "ERROR wrong number of words for check; try help\r\n")]
    [InlineData("verbosity 2\r\n", "OK\r\n")]
    [InlineData("verbosity -1\r\n", "ERROR verbosity takes a number from 0 to 2\r\n")]
    [InlineData("verbosity\r\n", "ERROR wrong number of words for verbosity; try help\r\n")]
    [InlineData("shutdown now\r\n", "ERROR wrong number of words for shutdown; try help\r\n")]
    [InlineData("nonsense\r\n", "ERROR unknown command; try help\r\n")]
    [InlineData("\r\n", "ERROR empty line; try help\r\n")]
    [InlineData("stats broken\r\n", "ERROR the command failed; the log says why\r\n")]
    public void Command_IsAnswered_AndTheSessionLives(string request, string reply)
    {
        using AdminClient client = new(_server.EndPoint.Port);
        client.Exchange(request, reply);
        client.Exchange("version\r\n", "VERSION 1.2.3\r\n");
    }

    [Fact]
    public void Commands_SentTogetherOrByteByByte_AreAnsweredInOrder()
    {
        const string Request = "version\r\nstats settings\nnonsense\r\nverbosity 1\r\n";
        const string Reply = "VERSION 1.2.3\r\nSTAT maxbytes 64\r\nEND\r\nERROR unknown command; try help\r\nOK\r\n";
        using AdminClient client = new(_server.EndPoint.Port);
        client.Exchange(Request, Reply);
        client.Socket.NoDelay = true;
        foreach (char c in Request)
        {
            client.Send(c.ToString());
        }

        Assert.Equal(Reply, client.Receive(Reply.Length));
        Assert.Equal(1, _actions.Verbosity);
    }

    [Fact]
    public void Help_NamesEveryCommand_WithoutABlankLine()
    {
        using AdminClient client = new(_server.EndPoint.Port);
        client.Send("help\r\nquit\r\n");
        string help = client.ReceiveToEnd();
        Assert.All(
            ["version", "stats", "stats reset", "flush_all", "check", "verbosity", "shutdown", "quit"],
            command => Assert.Contains($"\n{command} ", "\n" + help, StringComparison.Ordinal));
        Assert.DoesNotContain("\r\n\r\n", help, StringComparison.Ordinal);
        Assert.EndsWith("END\r\n", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FlushAll_IsAcknowledged_OnlyWhenItIsDone()
    {
        using AdminClient client = new(_server.EndPoint.Port);
        client.Send("flush_all\r\n");
        await _actions.FlushBegun.Task;

        // A whole exchange of another client's: time enough for a reply that did not wait.
        using AdminClient other = new(_server.EndPoint.Port);
        other.Exchange("version\r\n", "VERSION 1.2.3\r\n");
        Assert.Equal(0, client.Socket.Available);
        _actions.FlushDone.SetResult();
        Assert.Equal("OK\r\n", client.Receive(4));
    }

    [Fact]
    public async Task FlushAll_ThatIsNotDoneInTime_SaysSo()
    {
        await RestartAsync(new AdminLimits { FlushTimeout = TimeSpan.FromMilliseconds(20) });
        using AdminClient client = new(_server.EndPoint.Port);
        client.Exchange("flush_all\r\n", "ERROR the flush has begun and is not done yet\r\n");
    }

    [Fact]
    public void Check_SaysWhatEachShardHolds_AndWhetherItIsSound()
    {
        StoreCheckResult quiet = new(10, 640, 3, 3, Skipped: 0, Changes: 0, []);
        StoreCheckResult busy = new(5, 320, 2, 1, Skipped: 1, Changes: 7, []);
        _actions.Check = _ => Task.FromResult(ImmutableArray.Create(
            new ShardCheck(0, quiet, TimeSpan.FromMilliseconds(12)), new ShardCheck(1, busy, TimeSpan.FromMilliseconds(3))));
        using AdminClient client = new(_server.EndPoint.Port);
        client.Exchange(
            "check\r\n",
            "SHARD 0 items 10 bytes 640 segments 3 walked 3 ms 12 compared\r\n" +
            "SHARD 1 items 5 bytes 320 segments 2 walked 1 ms 3 not compared: 7 changes during the check, 1 busy chains skipped\r\n" +
            "SOUND\r\n");
    }

    [Fact]
    public void Check_OfABrokenStore_SaysWhatIsBroken()
    {
        StoreCheckResult broken = new(10, 640, 3, 3, Skipped: 0, Changes: 0, ["bucket 7 is wrong"]);
        _actions.Check = _ => Task.FromResult(ImmutableArray.Create(new ShardCheck(4, broken, TimeSpan.Zero)));
        using AdminClient client = new(_server.EndPoint.Port);
        client.Exchange(
            "check\r\n",
            "SHARD 4 items 10 bytes 640 segments 3 walked 3 ms 0 compared\r\nPROBLEM 4 bucket 7 is wrong\r\nUNSOUND\r\n");
    }

    [Fact]
    public async Task Check_ThatIsNotDoneInTime_IsEnded()
    {
        _actions.Check = cancellation => Task.FromCanceled<ImmutableArray<ShardCheck>>(new CancellationToken(canceled: true));
        await RestartAsync(new AdminLimits { CheckTimeout = TimeSpan.FromMilliseconds(20) });
        using AdminClient client = new(_server.EndPoint.Port);
        client.Exchange("check\r\n", "ERROR the check took too long and was ended\r\n");
    }

    [Fact]
    public async Task Shutdown_AnswersFirst_ThenBegins()
    {
        using AdminClient client = new(_server.EndPoint.Port);
        client.Exchange("shutdown\r\n", "OK\r\n");
        await _actions.ShutDown.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("", client.ReceiveToEnd());
    }

    [Fact]
    public void Quit_ClosesAndRunsNothingAfterIt()
    {
        using AdminClient client = new(_server.EndPoint.Port);
        client.Send("version\r\nquit\r\nstats reset\r\n");
        Assert.Equal("VERSION 1.2.3\r\n", client.ReceiveToEnd());
        Assert.Equal(0, _actions.Resets);
    }

    [Theory]
    [InlineData(1024, "\r\n", true)]
    [InlineData(1024, "\n", true)]
    [InlineData(1025, "\r\n", false)]
    [InlineData(1025, "\n", false)]
    [InlineData(1026, "\n", false)]
    [InlineData(100_000, "", false)]
    public void Line_UpToTheLimit_IsRead_AndALongerOneIsRefused(int length, string end, bool accepted)
    {
        using AdminClient client = new(_server.EndPoint.Port);
        client.Send("stats settings".PadRight(length) + end);
        client.Socket.Shutdown(SocketShutdown.Send);
        string expected = accepted ? "STAT maxbytes 64\r\nEND\r\n" : "ERROR a line has at most 1024 bytes\r\n";
        Assert.Equal(expected, client.ReceiveToEnd());
    }

    [Fact]
    public async Task IdleSession_IsClosed()
    {
        await RestartAsync(new AdminLimits { IdleTimeout = TimeSpan.FromMilliseconds(50) });
        using AdminClient client = new(_server.EndPoint.Port);
        Assert.Equal("", client.ReceiveToEnd());
        Eventually.True(() => _metrics[AdminMetric.SessionTimeout] == 1, "the closed session is counted");
    }

    [Fact]
    public async Task ClientThatNeverReads_IsClosed_AndDisturbsNobody()
    {
        await RestartAsync(new AdminLimits { SendTimeout = TimeSpan.FromMilliseconds(200) });
        _actions.Groups["huge"] = [("huge", new string('x', 64 * 1024 * 1024))];
        using AdminClient greedy = new(_server.EndPoint.Port);
        greedy.Send("stats huge\r\n");
        using AdminClient other = new(_server.EndPoint.Port);
        other.Exchange("version\r\n", "VERSION 1.2.3\r\n");
        Eventually.True(() => _metrics[AdminMetric.SessionTimeout] == 1, "the client that does not read is closed");
        other.Exchange("version\r\n", "VERSION 1.2.3\r\n");
    }

    [Fact]
    public void AThousandConnections_AreServedOrTurnedAway_AndTheServerLives()
    {
        const int Count = 1000;
        List<AdminClient> clients = [.. Enumerable.Range(0, Count).Select(_ => new AdminClient(_server.EndPoint.Port))];
        Eventually.True(
            () => _metrics[AdminMetric.SessionAccept] + _metrics[AdminMetric.SessionAcceptEx] == Count, "every connection is taken");
        Assert.Equal(new AdminLimits().SessionsMax, _metrics[AdminMetric.SessionCurr]);
        clients[0].Exchange("version\r\n", "VERSION 1.2.3\r\n");
        Assert.Equal("ERROR too many admin sessions\r\n", clients[^1].ReceiveToEnd());
        clients.ForEach(client => client.Dispose());
        Eventually.True(() => _metrics[AdminMetric.SessionCurr] == 0, "every session is closed");
        using AdminClient after = new(_server.EndPoint.Port);
        after.Exchange("version\r\n", "VERSION 1.2.3\r\n");
    }

    [Fact]
    public void RandomBytes_NeverEndTheServer()
    {
        const int Seed = 7;
        Random random = new(Seed);
        byte[] noise = new byte[4096];
        for (int round = 0; round < 50; round++)
        {
            random.NextBytes(noise);
            using AdminClient client = new(_server.EndPoint.Port);
            client.Socket.Send(noise);
        }

        using AdminClient after = new(_server.EndPoint.Port);
        Eventually.True(() => _metrics[AdminMetric.SessionCurr] <= 1, "the noisy sessions are closed");
        after.Exchange("version\r\n", "VERSION 1.2.3\r\n");
    }

    [Fact]
    public async Task Stop_EndsOpenSessions()
    {
        using AdminClient client = new(_server.EndPoint.Port);
        client.Exchange("version\r\n", "VERSION 1.2.3\r\n");
        await _server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("", client.ReceiveToEnd());
        Assert.Equal(0, _metrics[AdminMetric.SessionCurr]);
        _server = Start(new AdminLimits());
    }

    [Fact]
    public void TakenPort_IsRefused()
    {
        SocketException refused = Assert.Throws<SocketException>(() => Start(new AdminLimits(), _server.EndPoint.Port));
        Assert.Equal(SocketError.AddressAlreadyInUse, refused.SocketErrorCode);
    }

    [Fact]
    public void Counters_MoveWithTheTraffic()
    {
        using AdminClient client = new(_server.EndPoint.Port);
        client.Exchange("version\r\nnonsense\r\n", "VERSION 1.2.3\r\nERROR unknown command; try help\r\n");
        Eventually.True(() => _metrics[AdminMetric.ResponseCompose] == 2, "both replies are counted");
        long[] sums = new long[AdminMetrics.All.Count];
        _metrics.Read(sums);
        Assert.Equal(2, sums[(int)AdminMetric.RequestParse]);
        Assert.Equal(1, sums[(int)AdminMetric.RequestParseEx]);
        Assert.Equal(1, sums[(int)AdminMetric.SessionCurr]);
        Assert.Equal(Enum.GetValues<AdminMetric>().Length, AdminMetrics.All.Count);
    }

    private AdminServer Start(AdminLimits limits, int port = 0) => AdminServer.Start(
        new IPEndPoint(IPAddress.Loopback, port), _actions, limits, _metrics, TimeProvider.System, NullLoggerFactory.Instance);

    private async Task RestartAsync(AdminLimits limits)
    {
        await _server.DisposeAsync();
        _server = Start(limits);
    }
}
