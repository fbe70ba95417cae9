using System.Collections.Generic;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Protocol.Memcache;

/// <summary>The public face of every <see cref="MemcacheMetric"/>, in the order of the enum. Names are Pelikan's where it has one.</summary>
public static class MemcacheMetrics
{
    public static IReadOnlyList<MetricInfo> All { get; } =
    [
        .. Reads("get", "get"),
        .. Reads("gets", "gets"),
        .. Reads("gat", "gat"),
        .. Reads("gats", "gats"),
        .. Stores("set"),
        .. Stores("add"),
        .. Stores("replace"),
        .. Stores("append"),
        .. Stores("prepend"),
        Counter("cas", "cas requests"),
        Counter("cas_ex", "cas requests answered with an error"),
        Counter("cas_stored", "cas requests that stored"),
        Counter("cas_exists", "cas requests whose item had changed"),
        Counter("cas_not_found", "cas requests for a key without an item"),
        .. Sums("incr"),
        .. Sums("decr"),
        .. KeyCommands("delete", "deleted"),
        .. KeyCommands("touch", "touched"),
        Counter("meta_get", "mg requests"),
        Counter("meta_get_ex", "mg requests answered with an error"),
        Counter("meta_get_hit", "mg requests that found an item and left its expiry"),
        Counter("meta_get_miss", "mg requests that found no item, those that made one included"),
        Counter("meta_get_touched", "mg requests that found an item and gave it another expiry"),
        Counter("meta_get_stale", "mg requests that found a stale item"),
        Counter("meta_get_won", "mg requests whose client was told to make a new value"),
        Counter("meta_set", "ms requests"),
        Counter("meta_set_ex", "ms requests answered with an error"),
        Counter("meta_set_stored", "ms requests that stored"),
        Counter("meta_set_not_stored", "ms requests whose mode did not allow it"),
        Counter("meta_set_exists", "ms requests whose item had changed"),
        Counter("meta_set_not_found", "ms requests with a cas id for a key without an item"),
        Counter("meta_delete", "md requests"),
        Counter("meta_delete_ex", "md requests answered with an error"),
        Counter("meta_delete_deleted", "md requests that deleted, emptied or invalidated an item"),
        Counter("meta_delete_not_found", "md requests for a key without an item"),
        Counter("meta_delete_exists", "md requests whose item had changed"),
        .. MetaSums("meta_incr", "adds"),
        .. MetaSums("meta_decr", "subtracts"),
        Counter("meta_debug", "me requests"),
        Counter("meta_debug_ex", "me requests answered with an error"),
        Counter("meta_noop", "mn requests"),
        Counter("flush_all", "flush_all requests, refused ones included"),
        Counter("flush_all_ex", "flush_all requests answered with an error"),
        Counter("version", "version requests"),
        Counter("verbosity", "verbosity requests"),
        Counter("verbosity_ex", "verbosity requests answered with an error"),
        Counter("stats", "stats requests on the data port"),
        Counter("stats_ex", "stats requests for a group that does not exist"),
        Counter("quit", "quit requests"),
        Counter("tuning", "requests that tune memcached's own memory or watch it, answered for compatibility"),
        Counter("unknown_command", "lines whose command is not known"),
        Counter("malformed_line", "lines too short to hold a command"),
        Counter("line_too_long", "sessions closed because a line passed its limit"),
        Counter("too_many_keys", "reads refused for asking too many keys in one line"),
        Counter("value_too_large", "values refused for their size"),
        Counter("store_no_space", "requests refused because no memory could be had"),
        Counter("bad_data_chunk", "bodies that did not end where their line said"),
        Counter("binary_noop", "noop requests of the binary protocol"),
        Counter("binary_unknown_opcode", "binary requests whose opcode is not known, SASL where there are no credentials included"),
        Counter("binary_framing_error", "sessions closed because the head of a binary request was not in order"),
        Counter("auth_cmds", "attempts to give a name and a password in a protocol of memcached"),
        Counter("auth_errors", "attempts of these whose name or password was wrong"),
        Counter("auth_required", "memcached requests refused because the client had not given its credentials"),
    ];

    private static MetricInfo[] Reads(string name, string verb) =>
    [
        Counter(name, $"{verb} requests"),
        Counter($"{name}_ex", $"{verb} requests answered with an error"),
        Counter($"{name}_key", $"keys asked for by {verb}"),
        Counter($"{name}_key_hit", $"keys found by {verb}"),
        Counter($"{name}_key_miss", $"keys not found by {verb}"),
    ];

    private static MetricInfo[] Stores(string name) =>
    [
        Counter(name, $"{name} requests"),
        Counter($"{name}_ex", $"{name} requests answered with an error"),
        Counter($"{name}_stored", $"{name} requests that stored"),
        Counter($"{name}_not_stored", $"{name} requests whose condition did not hold"),
    ];

    private static MetricInfo[] Sums(string name) =>
    [
        Counter(name, $"{name} requests"),
        Counter($"{name}_ex", $"{name} requests answered with an error"),
        Counter($"{name}_stored", $"{name} requests that changed a number"),
        Counter($"{name}_not_found", $"{name} requests for a key without an item"),
    ];

    private static MetricInfo[] MetaSums(string name, string does) =>
    [
        Counter(name, $"ma requests whose mode {does}"),
        Counter($"{name}_ex", $"ma requests whose mode {does}, answered with an error"),
        Counter($"{name}_stored", $"ma requests whose mode {does} that changed or made a number"),
        Counter($"{name}_not_found", $"ma requests whose mode {does} for a key without an item"),
        Counter($"{name}_exists", $"ma requests whose mode {does} whose item had changed"),
    ];

    private static MetricInfo[] KeyCommands(string name, string done) =>
    [
        Counter(name, $"{name} requests"),
        Counter($"{name}_ex", $"{name} requests answered with an error"),
        Counter($"{name}_{done}", $"{name} requests that found an item"),
        Counter($"{name}_not_found", $"{name} requests for a key without an item"),
    ];

    private static MetricInfo Counter(string name, string help) => new(name, MetricKind.Counter, help);
}
