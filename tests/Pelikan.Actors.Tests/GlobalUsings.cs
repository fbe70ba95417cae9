global using Pelikan.Actors.Configuration;
global using Pelikan.Actors.Kernel;
