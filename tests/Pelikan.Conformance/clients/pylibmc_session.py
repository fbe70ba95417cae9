"""A realistic session of python3-pylibmc: pylibmc_session.py HOST PORT text|binary [USER PASSWORD]. Prints what every call came to."""
import sys

import pylibmc

host, port, protocol = sys.argv[1:4]
login = {"username": sys.argv[4], "password": sys.argv[5]} if len(sys.argv) > 5 else {}
client = pylibmc.Client([f"{host}:{port}"], binary=protocol == "binary", behaviors={"cas": True, "tcp_nodelay": True}, **login)


def show(name, call):
    try:
        result = call()
    except (pylibmc.Error, ValueError) as failure:
        result = type(failure).__name__
    if isinstance(result, (bytes, str)) and len(result) > 100:
        result = f"{len(result)} of {result[:1]!r}"
    print(f"{name}: {result!r}")


show("flush", client.flush_all)
show("get absent", lambda: client.get("absent"))
show("set", lambda: client.set("name", "Ada", time=1000))
show("get", lambda: client.get("name"))
show("set bytes", lambda: client.set("raw", b"\x00\r\n\xff", time=0))
show("get bytes", lambda: client.get("raw"))
show("set number", lambda: client.set("number", 42))
show("get number", lambda: client.get("number"))
show("set object", lambda: client.set("object", {"list": [1, 2.5, None], "text": "käse"}))
show("get object", lambda: client.get("object"))
show("set long", lambda: client.set("long", 2 ** 70))
show("get long", lambda: client.get("long"))
show("set boolean", lambda: client.set("boolean", True))
show("get boolean", lambda: client.get("boolean"))
show("add present", lambda: client.add("name", "other"))
show("add absent", lambda: client.add("fresh", "new"))
show("replace absent", lambda: client.replace("nobody", "x"))
show("replace present", lambda: client.replace("fresh", "newer"))
show("append", lambda: client.append("fresh", "!"))
show("prepend", lambda: client.prepend("fresh", "?"))
show("append absent", lambda: client.append("nobody", "x"))
show("get fresh", lambda: client.get("fresh"))
show("delete", lambda: client.delete("fresh"))
show("delete again", lambda: client.delete("fresh"))
show("touch", lambda: client.touch("name", 500))
show("touch absent", lambda: client.touch("nobody", 500))
show("incr absent", lambda: client.incr("hits"))
show("set counter", lambda: client.set("hits", "10000"))
show("incr", lambda: client.incr("hits"))
show("incr by", lambda: client.incr("hits", 50))
show("decr", lambda: client.decr("hits", 41))
show("incr text", lambda: client.incr("name"))
show("set negative expiry", lambda: client.set("gone", "x", time=2592001))
show("get gone", lambda: client.get("gone"))

value, token = client.gets("name")
print(f"gets: {value!r}, a token: {token is not None}")
show("cas", lambda: client.cas("name", "Grace", token))
show("cas with a used token", lambda: client.cas("name", "Lise", token))
show("get after cas", lambda: client.get("name"))
show("gets absent", lambda: client.gets("nobody"))

show("set_multi", lambda: client.set_multi({f"m{i}": f"value {i}" for i in range(100)}))
show("get_multi", lambda: sorted(client.get_multi([f"m{i}" for i in range(0, 120, 10)] + ["nobody"]).items()))
show("set_multi with a prefix", lambda: client.set_multi({"a": 1, "b": 2}, key_prefix="p:"))
show("get_multi with a prefix", lambda: sorted(client.get_multi(["a", "b", "c"], key_prefix="p:").items()))
show("incr_multi", lambda: client.incr_multi(["hits", "hits"]))
show("delete_multi", lambda: client.delete_multi([f"m{i}" for i in range(100)]))
show("get_multi of none", lambda: client.get_multi(["m0", "m99"]))

for size in (1, 2047, 65536, 1024 * 1024 - 1024):
    show(f"set {size} bytes", lambda size=size: client.set("sized", b"s" * size))
    show(f"get {size} bytes", lambda: client.get("sized"))
show("set too large", lambda: client.set("sized", b"s" * (2 * 1024 * 1024)))
show("set behind it", lambda: client.set("after", "ok"))
show("get behind it", lambda: client.get("after"))
show("key of 250 bytes", lambda: client.set("k" * 250, "x"))
show("key of 251 bytes", lambda: client.set("k" * 251, "x"))
show("unicode key", lambda: client.set("käse", "x"))
show("get unicode key", lambda: client.get("käse"))
print(f"stats: {'curr_items' in client.get_stats()[0][1] or b'curr_items' in client.get_stats()[0][1]}")
show("flush", client.flush_all)
show("get after flush", lambda: client.get("after"))
