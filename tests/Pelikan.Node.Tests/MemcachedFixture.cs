using Pelikan.TestKit;

namespace Pelikan.Node.Tests;

/// <summary>A memcached for as long as the tests of a class run.</summary>
public sealed class MemcachedFixture : MemcachedProcess;
