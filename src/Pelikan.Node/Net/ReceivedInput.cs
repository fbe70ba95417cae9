namespace Pelikan.Node.Net;

/// <summary>Where the bytes are that a session's turn serves.</summary>
/// <param name="InPlace">In the session's own buffer, all of it; else in the worker's.</param>
/// <param name="Start">Where in the worker's.</param>
/// <param name="Length">How many.</param>
internal readonly record struct ReceivedInput(bool InPlace, int Start, int Length);
