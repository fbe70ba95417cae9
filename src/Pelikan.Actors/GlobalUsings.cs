// The one place that says which actor runtime this project stands on: the kernel's public names are a strict subset of
// Akka.NET's, so with that package these lines become Akka, Akka.Actor, Akka.Pattern and Akka.Configuration.
global using Pelikan.Actors.Configuration;
global using Pelikan.Actors.Kernel;

// Inside an actor that has a method Props, the type needs another name.
global using ActorProps = Pelikan.Actors.Kernel.Props;
