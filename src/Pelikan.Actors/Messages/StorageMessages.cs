namespace Pelikan.Actors.Messages;

/// <summary>From a storage actor's timer: look after the partition.</summary>
internal sealed record MaintenanceTick;

/// <summary>From a worker, at most one at a time: free segments are running out.</summary>
internal sealed record PressureSignalled;
