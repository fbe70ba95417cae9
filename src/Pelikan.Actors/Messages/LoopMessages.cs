namespace Pelikan.Actors.Messages;

/// <summary>From a listener or worker actor to its parent: the loop's thread is about to enter the loop.</summary>
public sealed record LoopStarted(string Name);

/// <summary>From a listener or worker actor to itself: enter the loop.</summary>
internal sealed record RunLoop;
