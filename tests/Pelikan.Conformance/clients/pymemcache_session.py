"""A realistic session of python3-pymemcache against the server under test: pymemcache_session.py HOST PORT."""
import sys
import threading
import time

from pymemcache.client.base import Client, PooledClient
from pymemcache.client.hash import HashClient
from pymemcache.exceptions import MemcacheClientError, MemcacheServerError
from pymemcache import serde


def expect(actual, wanted, what):
    if actual != wanted:
        raise AssertionError(f"{what}: expected {wanted!r}, got {actual!r}")


def basics(client):
    client.flush_all(noreply=False)
    expect(client.get("absent"), None, "get of an absent key")
    expect(client.set("user:1", b"Ada", noreply=False), True, "set")
    expect(client.get("user:1"), b"Ada", "get")
    expect(client.add("user:1", b"other", noreply=False), False, "add on a present key")
    expect(client.add("user:2", b"Grace", noreply=False), True, "add on an absent key")
    expect(client.replace("user:3", b"x", noreply=False), False, "replace on an absent key")
    expect(client.append("user:1", b" Lovelace", noreply=False), True, "append")
    expect(client.prepend("user:1", b"Lady ", noreply=False), True, "prepend")
    expect(client.get("user:1"), b"Lady Ada Lovelace", "append and prepend")
    expect(client.delete("user:2", noreply=False), True, "delete")
    expect(client.delete("user:2", noreply=False), False, "delete again")
    expect(client.set("zeros", b"007", noreply=False), True, "set of a number with leading zeros")
    expect(client.get("zeros"), b"007", "bytes come back as they went in")


def numbers(client):
    client.set("hits", b"10", noreply=False)
    expect(client.incr("hits", 5), 15, "incr")
    expect(client.decr("hits", 20), 0, "decr stops at zero")
    expect(client.incr("nobody", 1), None, "incr of an absent key")
    client.set("text", b"abc", noreply=False)
    try:
        client.incr("text", 1)
    except MemcacheClientError:
        pass
    else:
        raise AssertionError("incr of text was accepted")
    client.set("big", b"18446744073709551615", noreply=False)
    expect(client.incr("big", 1), 0, "incr wraps at 2^64")


def check_and_set(client):
    client.set("doc", b"v1", noreply=False)
    value, token = client.gets("doc")
    expect(value, b"v1", "gets")
    expect(client.cas("doc", b"v2", token, noreply=False), True, "cas with the right token")
    expect(client.cas("doc", b"v3", token, noreply=False), False, "cas with a used token")
    expect(client.cas("never", b"v", token, noreply=False), None, "cas on an absent key")
    expect(client.get("doc"), b"v2", "the losing cas changed nothing")


def many(client):
    expect(client.set_many({f"m{i}": str(i).encode() for i in range(200)}, noreply=False), [], "set_many")
    found = client.get_many([f"m{i}" for i in range(250)])
    expect(len(found), 200, "get_many finds what is there")
    expect(found["m199"], b"199", "get_many value")
    tokens = client.gets_many(["m0", "m1"])
    expect(tokens["m1"][0], b"1", "gets_many value")
    client.delete_many([f"m{i}" for i in range(200)], noreply=False)
    expect(client.get_many(["m0", "m199"]), {}, "delete_many")


def expiry(client):
    client.set("brief", b"x", expire=1, noreply=False)
    expect(client.get("brief"), b"x", "before its time to live is over")
    client.set("kept", b"y", expire=1, noreply=False)
    expect(client.touch("kept", 100, noreply=False), True, "touch")
    client.set("gone", b"z", expire=-1, noreply=False)
    expect(client.get("gone"), None, "negative expiry")
    client.set("dated", b"w", expire=int(time.time()) + 1000, noreply=False)
    expect(client.get("dated"), b"w", "absolute expiry")
    deadline = time.monotonic() + 5
    while client.get("brief") is not None:
        if time.monotonic() > deadline:
            raise AssertionError("an item outlived its time to live by seconds")
        time.sleep(0.05)
    expect(client.get("kept"), b"y", "a touched item outlives its first expiry")


def sizes(client):
    for size in (0, 1, 100, 4096, 65536, 1_000_000, 1_047_552):
        value = bytes([size % 251]) * size
        expect(client.set("sized", value, noreply=False), True, f"set of {size} bytes")
        expect(client.get("sized"), value, f"get of {size} bytes")
    try:
        client.set("sized", b"x" * (1024 * 1024 + 1), noreply=False)
    except MemcacheServerError:
        pass
    else:
        raise AssertionError("a value over 1 MiB was accepted")
    expect(client.get("sized"), None, "an over-large set removes the old value")
    expect(client.set("after", b"ok", noreply=False), True, "the connection lives on")
    key = "k" * 250
    expect(client.set(key, b"long", noreply=False), True, "a key of 250 bytes")
    expect(client.get(key), b"long", "a key of 250 bytes")


def administration(client):
    stats = client.stats()
    for name in (b"curr_items", b"cmd_get", b"get_hits", b"uptime", b"version", b"threads", b"limit_maxbytes"):
        if name not in stats:
            raise AssertionError(f"stats has no {name!r}")
    for group in ("settings", "items", "slabs", "sizes", "conns"):
        client.stats(group)
    before = client.stats()[b"cmd_get"]
    client.get("after")
    expect(int(client.stats()[b"cmd_get"]) > int(before), True, "cmd_get moves")
    if not client.version():
        raise AssertionError("no version")
    client.set("flushed", b"x", noreply=False)
    expect(client.flush_all(noreply=False), True, "flush_all")
    expect(client.get("flushed"), None, "flush_all drops everything")


def pickled(host, port):
    client = Client((host, port), serde=serde.pickle_serde)
    document = {"name": "pelikan", "list": list(range(2000))}
    client.set("doc:1", document, noreply=False)
    expect(client.get("doc:1"), document, "flags carry the client's encoding")
    client.close()


def pooled_threads(host, port):
    pool = PooledClient((host, port), max_pool_size=4)
    failures = []

    def work(worker):
        try:
            for i in range(300):
                key = f"t{worker}:{i}"
                pool.set(key, key.encode(), noreply=(i % 3 == 0))
                got = pool.get(key)
                if i % 3 != 0 and got != key.encode():
                    failures.append((key, got))
        except Exception as failure:  # noqa: BLE001 - reported below, with the thread it came from
            failures.append((worker, failure))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expect(failures, [], "four threads over a pool")
    pool.close()


def main():
    host, port = sys.argv[1], int(sys.argv[2])
    client = Client((host, port), connect_timeout=5, timeout=10)
    for step in (basics, numbers, check_and_set, many, expiry, sizes, administration):
        step(client)
        print(f"{step.__name__} passed")
    client.close()
    pickled(host, port)
    print("pickled passed")
    pooled_threads(host, port)
    print("pooled_threads passed")
    ring = HashClient([(host, port)])
    ring.set("ring", b"1", noreply=False)
    expect(ring.get("ring"), b"1", "hash client")
    print("all passed")


if __name__ == "__main__":
    main()
