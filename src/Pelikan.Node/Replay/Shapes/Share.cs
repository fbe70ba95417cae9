namespace Pelikan.Node.Replay.Shapes;

/// <summary>One possibility among several, with its share of them.</summary>
/// <param name="Item">What is possible.</param>
/// <param name="Part">Its share, from 0 to 1.</param>
internal readonly record struct Share<T>(T Item, double Part);
