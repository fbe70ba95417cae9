namespace Pelikan.Actors.Kernel;

/// <summary>A message on its way, with the actor that sent it, or null.</summary>
internal readonly record struct Envelope(object Message, IActorRef? Sender);
