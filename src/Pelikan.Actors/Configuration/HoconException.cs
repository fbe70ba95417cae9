using System;

namespace Pelikan.Actors.Configuration;

/// <summary>Settings that cannot be read, or make no sense. The message begins with file, line and column where they are known.</summary>
public sealed class HoconException : Exception
{
    public HoconException(string message)
        : base(message)
    {
    }

    internal HoconException(Hocon.HoconOrigin origin, string message)
        : base($"{origin}: {message}") => Origin = origin;

    internal Hocon.HoconOrigin? Origin { get; }
}
