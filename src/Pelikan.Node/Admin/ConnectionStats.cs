namespace Pelikan.Node.Admin;

/// <summary>One client connection as <c>stats conns</c> shows it.</summary>
/// <param name="Descriptor">Its file descriptor.</param>
/// <param name="Address">Such as <c>tcp:10.0.0.1:5678</c>, <c>tcp6:[::1]:5678</c> or <c>unix:/run/pelikan.sock</c>.</param>
/// <param name="State">memcached's word for it, such as <c>conn_read</c>.</param>
/// <param name="SecondsSinceLastCommand">Whole seconds since it last sent or took something.</param>
public readonly record struct ConnectionStats(int Descriptor, string Address, string State, long SecondsSinceLastCommand);
