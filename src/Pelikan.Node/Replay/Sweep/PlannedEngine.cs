using System;
using Pelikan.Node.Replay.Engines;

namespace Pelikan.Node.Replay.Sweep;

/// <summary>An engine that a sweep will run.</summary>
/// <param name="Name">Policy and size.</param>
/// <param name="HeapBytes">Memory for its items.</param>
/// <param name="Create">Makes it.</param>
internal sealed record PlannedEngine(string Name, long HeapBytes, Func<IReplayEngine> Create);
