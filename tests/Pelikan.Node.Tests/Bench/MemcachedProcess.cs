using System;

namespace Pelikan.Node.Tests.Bench;

/// <summary>The memcached of the machine.</summary>
public sealed class MemcachedProcess() : PeerProcess(
    "memcached", port => ["-u", Environment.UserName, "-l", "127.0.0.1", "-p", port, "-t", "1", "-m", "64"]);
