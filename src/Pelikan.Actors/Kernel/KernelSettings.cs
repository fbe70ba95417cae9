using System;

namespace Pelikan.Actors.Kernel;

/// <summary>What the kernel itself takes from the settings; <c>hocon/actors.conf</c> says what each is for.</summary>
public sealed class KernelSettings
{
    internal KernelSettings(Config config)
    {
        Config = config;
        MailboxCapacity = config.GetInt("pelikan.actor.mailbox-capacity");
        AskTimeout = config.GetTimeSpan("pelikan.actor.ask-timeout");
        if (MailboxCapacity < 1)
        {
            throw new HoconException("pelikan.actor.mailbox-capacity: must be at least 1");
        }
    }

    /// <summary>All settings of the system, those of its actors among them.</summary>
    public Config Config { get; }

    /// <summary>User messages that wait in front of one actor at most; one more is a dead letter.</summary>
    public int MailboxCapacity { get; }

    /// <summary>How long an Ask without a time of its own waits.</summary>
    public TimeSpan AskTimeout { get; }
}
