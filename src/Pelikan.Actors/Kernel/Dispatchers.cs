using System.Collections.Concurrent;

namespace Pelikan.Actors.Kernel;

/// <summary>The dispatchers of one system, by their path in the settings; made when first asked for.</summary>
public sealed class Dispatchers
{
    public const string DefaultDispatcherId = "pelikan.actor.default-dispatcher";

    /// <summary>One thread per actor, named as the actor.</summary>
    public const string PinnedDispatcherId = "pelikan.actor.pinned-dispatcher";

    private readonly ConcurrentDictionary<string, MessageDispatcher> _made = new();
    private readonly Config _config;
    private readonly MessageDispatcher? _pooledOverride;

    internal Dispatchers(Config config, MessageDispatcher? pooledOverride)
    {
        _config = config;
        _pooledOverride = pooledOverride;
    }

    /// <exception cref="HoconException">The settings have no such dispatcher, or one of an unknown type.</exception>
    internal MessageDispatcher Lookup(string id) => _made.GetOrAdd(id, Make);

    private MessageDispatcher Make(string id)
    {
        Config dispatcher = _config.GetConfig(id);
        int throughput = dispatcher.GetInt("throughput");
        return dispatcher.GetString("type") switch
        {
            "Dispatcher" => _pooledOverride ?? new PooledDispatcher(throughput),
            "PinnedDispatcher" => new PinnedDispatcher(throughput),
            string type => throw new HoconException($"{id}.type: \"{type}\" is neither Dispatcher nor PinnedDispatcher"),
        };
    }
}
