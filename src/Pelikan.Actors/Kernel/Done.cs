namespace Pelikan.Actors.Kernel;

/// <summary>The result of a task that has none but its end.</summary>
public sealed class Done
{
    public static readonly Done Instance = new();

    private Done()
    {
    }
}
