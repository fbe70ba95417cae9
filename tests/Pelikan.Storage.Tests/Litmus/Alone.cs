using Xunit;

namespace Pelikan.Storage.Tests.Litmus;

/// <summary>Tests that need their threads on cores at the same time, and so no other test beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
