using System;
using Pelikan.Storage.Checks;

namespace Pelikan.Node.Admin;

/// <summary>What a check of one shard's store found.</summary>
/// <param name="Shard">From 0.</param>
/// <param name="Result">What it found.</param>
/// <param name="Taken">How long it took.</param>
public sealed record ShardCheck(int Shard, StoreCheckResult Result, TimeSpan Taken);
