namespace Pelikan.Actors.DataPlane;

/// <summary>
/// A loop of the data plane that an actor owns: a listener or a worker. <see cref="Run"/> occupies one thread until
/// <see cref="Stop"/> is asked for; what it throws is fatal to the process, because its sessions cannot be saved.
/// </summary>
public interface IEventLoop
{
    /// <summary>The name of the thread, such as <c>pelikan_work_0</c>.</summary>
    string Name { get; }

    /// <summary>Serve until stopped. Called once, on the loop's own thread.</summary>
    void Run();

    /// <summary>Ask the loop to finish: a listener closes its sockets, a worker answers what it has read and closes its sessions. Any thread, also before <see cref="Run"/>, which then returns at once.</summary>
    void Stop();
}
