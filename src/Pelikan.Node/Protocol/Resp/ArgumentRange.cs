namespace Pelikan.Node.Protocol.Resp;

/// <summary>Where in its source one word of a request lies.</summary>
internal readonly record struct ArgumentRange(int Start, int Length);
