using System;
using System.Globalization;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Pelikan.Node.Admin;

/// <summary>
/// The commands of the admin port: one line in, one reply out. Every reply ends in CRLF and holds no blank line.
/// </summary>
internal sealed class AdminCommands
{
    private const string Help =
        "version              the server's version\r\n" +
        "stats                every metric, sorted by name\r\n" +
        "stats <group>        settings, items, slabs, sizes, conns, or the metrics whose name begins so\r\n" +
        "stats reset          count from zero again\r\n" +
        "flush_all            drop every item; OK means that it is done\r\n" +
        "check                check every shard's store while it serves: SOUND or UNSOUND\r\n" +
        "verbosity <0-2>      how much the log says: as configured, debug, trace\r\n" +
        "shutdown             stop accepting, answer what was read, exit\r\n" +
        "quit                 close this session\r\n" +
        "END\r\n";

    private readonly IAdminActions _actions;
    private readonly AdminLimits _limits;

    internal AdminCommands(IAdminActions actions, AdminLimits limits)
    {
        _actions = actions;
        _limits = limits;
    }

    internal async Task<AdminReply> ExecuteAsync(string line, CancellationToken cancellation)
    {
        string[] words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["version"] => new AdminReply($"VERSION {_actions.Version}\r\n"),
            ["help"] => new AdminReply(Help),
            ["stats"] => Stats(""),
            ["stats", "reset"] => Reset(),
            ["stats", string group] => Stats(group),
            ["flush_all"] => await FlushAsync(cancellation),
            ["check"] => await CheckAsync(cancellation),
            ["verbosity", string level] => Verbosity(level),
            ["quit"] => new AdminReply("", After: AdminNext.Close),
            ["shutdown"] => new AdminReply("OK\r\n", After: AdminNext.Shutdown),
            ["version" or "help" or "stats" or "flush_all" or "check" or "verbosity" or "quit" or "shutdown", ..] =>
                AdminReply.Error($"wrong number of words for {words[0]}; try help"),
            [] => AdminReply.Error("empty line; try help"),
            _ => AdminReply.Error("unknown command; try help"),
        };
    }

    private AdminReply Stats(string group)
    {
        StringBuilder reply = new();
        bool known = _actions.VisitStats(group, (name, value) => reply.Append("STAT ").Append(name).Append(' ').Append(value).Append("\r\n"));
        return known ? new AdminReply(reply.Append("END\r\n").ToString()) : AdminReply.Error("no such group of statistics; try help");
    }

    private AdminReply Reset()
    {
        _actions.ResetStats();
        return new AdminReply("RESET\r\n");
    }

    private AdminReply Verbosity(string level)
    {
        if (!int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return AdminReply.Error("verbosity takes a number from 0 to 2");
        }

        _actions.SetVerbosity(number);
        return new AdminReply("OK\r\n");
    }

    private async Task<AdminReply> CheckAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(_limits.CheckTimeout);
        try
        {
            return CheckReport.Of(await _actions.CheckAsync(deadline.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return AdminReply.Error("the check took too long and was ended");
        }
    }

    private async Task<AdminReply> FlushAsync(CancellationToken cancellation)
    {
        try
        {
            await _actions.FlushAllAsync(cancellation).WaitAsync(_limits.FlushTimeout, cancellation);
            return new AdminReply("OK\r\n");
        }
        catch (TimeoutException)
        {
            return AdminReply.Error("the flush has begun and is not done yet");
        }
    }
}
