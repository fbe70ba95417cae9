using System;

namespace Pelikan.Node.Protocol;

/// <summary>One name and its password, as bytes.</summary>
public readonly record struct Credential(ReadOnlyMemory<byte> User, ReadOnlyMemory<byte> Password);
