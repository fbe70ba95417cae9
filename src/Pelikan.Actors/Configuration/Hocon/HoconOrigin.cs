namespace Pelikan.Actors.Configuration.Hocon;

/// <summary>Where something was read: a file or other text, line and column from 1.</summary>
internal sealed record HoconOrigin(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}
