using Pelikan.TestKit;

namespace Pelikan.Node.Tests;

/// <summary>A redis-server for as long as the tests of a class run.</summary>
public sealed class RedisFixture : RedisProcess;
