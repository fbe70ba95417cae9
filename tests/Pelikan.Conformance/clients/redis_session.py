"""A realistic session of python3-redis: redis_session.py HOST PORT [PASSWORD]. Prints what every call came to."""
import sys

import redis

host, port = sys.argv[1], int(sys.argv[2])
password = sys.argv[3] if len(sys.argv) > 3 else None
client = redis.Redis(host=host, port=port, password=password, client_name="session")


def shown(result):
    if isinstance(result, (bytes, str)) and len(result) > 100:
        return f"{len(result)} of {result[:1]!r}"
    if isinstance(result, set):
        return sorted(result)
    if isinstance(result, dict):
        return sorted(result.items())
    return result


def show(name, call):
    try:
        result = call()
    except redis.RedisError as failure:
        result = f"{type(failure).__name__}: {failure}"
    print(f"{name}: {shown(result)!r}")


show("ping", client.ping)
show("flushall", client.flushall)
show("get absent", lambda: client.get("absent"))
show("set", lambda: client.set("name", "Ada", ex=1000))
show("get", lambda: client.get("name"))
show("ttl", lambda: client.ttl("name") in (999, 1000))
show("set nx", lambda: client.set("name", "x", nx=True))
show("set xx keepttl get", lambda: client.set("name", "Grace", xx=True, keepttl=True, get=True))
show("persist", lambda: client.persist("name"))
show("ttl without", lambda: client.ttl("name"))
show("ttl absent", lambda: client.ttl("absent"))
show("getex", lambda: client.getex("name", px=900000))
show("getdel", lambda: client.getdel("name"))
show("exists", lambda: client.exists("name"))
show("binary", lambda: client.set(b"\x00\xff\r\n", b"\x00\r\n\xff"))
show("get binary", lambda: client.get(b"\x00\xff\r\n"))
show("unicode", lambda: client.set("schlüssel", "größe"))
show("get unicode", lambda: client.get("schlüssel").decode())
show("mset", lambda: client.mset({f"m{i}": i for i in range(100)}))
show("mget", lambda: client.mget("m1", "m99", "absent"))
show("incr", lambda: client.incr("m1", 41))
show("decr", lambda: client.decr("m1", 2))
show("incrbyfloat", lambda: client.incrbyfloat("m2", 0.5))
show("incr of text", lambda: client.incr("schlüssel"))
show("append", lambda: client.append("text", "abc"))
show("setrange", lambda: client.setrange("text", 5, "xyz"))
show("getrange", lambda: client.getrange("text", 0, -1))
show("strlen", lambda: client.strlen("text"))
for size in (0, 1, 65536, 1024 * 1024 - 1024):
    show(f"set {size} bytes", lambda size=size: client.set("sized", b"s" * size))
    show(f"get {size} bytes", lambda: client.get("sized"))
show("delete", lambda: client.delete("sized", "absent"))
show("unlink", lambda: client.unlink("text"))

show("rpush", lambda: client.rpush("list", "a", "b", "c", "b"))
show("lpush", lambda: client.lpush("list", "z"))
show("lrange", lambda: client.lrange("list", 0, -1))
show("lindex", lambda: client.lindex("list", -1))
show("lset", lambda: client.lset("list", 0, "y"))
show("linsert", lambda: client.linsert("list", "before", "b", "x"))
show("lrem", lambda: client.lrem("list", 1, "b"))
show("lpos", lambda: client.lpos("list", "b"))
show("ltrim", lambda: client.ltrim("list", 0, 2))
show("lmove", lambda: client.lmove("list", "other", "LEFT", "RIGHT"))
show("rpop", lambda: client.rpop("list", 5))
show("lpop absent", lambda: client.lpop("list"))

show("hset", lambda: client.hset("hash", mapping={"f1": "v1", "f2": 2, "f3": 2.5}))
show("hgetall", lambda: client.hgetall("hash"))
show("hmget", lambda: client.hmget("hash", "f1", "absent"))
show("hincrby", lambda: client.hincrby("hash", "f2", 5))
show("hincrbyfloat", lambda: client.hincrbyfloat("hash", "f3", 0.25))
show("hdel", lambda: client.hdel("hash", "f1", "absent"))
show("hkeys", lambda: sorted(client.hkeys("hash")))
show("hlen", lambda: client.hlen("hash"))
show("hscan_iter", lambda: sorted(client.hscan_iter("hash")))

show("sadd", lambda: client.sadd("set", "a", "b", "c"))
show("sadd other", lambda: client.sadd("set2", "b", "c", "d"))
show("smembers", lambda: client.smembers("set"))
show("sinter", lambda: client.sinter("set", "set2"))
show("sunion", lambda: client.sunion("set", "set2"))
show("sdiff", lambda: client.sdiff("set", "set2"))
show("sismember", lambda: client.sismember("set", "a"))
show("smismember", lambda: client.smismember("set", ["a", "x"]))
show("sunionstore", lambda: client.sunionstore("set3", "set", "set2"))
show("spop", lambda: client.spop("set3") in (b"a", b"b", b"c", b"d"))
show("srandmember", lambda: len(client.srandmember("set", -5)))
show("sscan_iter", lambda: sorted(client.sscan_iter("set")))

show("zadd", lambda: client.zadd("zset", {"one": 1, "two": 2, "three": 3.5}))
show("zadd gt", lambda: client.zadd("zset", {"one": 0.5, "two": 4}, gt=True, ch=True))
show("zrange", lambda: client.zrange("zset", 0, -1, withscores=True))
show("zrange by score", lambda: client.zrange("zset", "(1", "+inf", byscore=True, desc=False, offset=0, num=1))
show("zrevrange", lambda: client.zrevrange("zset", 0, 1, withscores=True))
show("zscore", lambda: client.zscore("zset", "three"))
show("zincrby", lambda: client.zincrby("zset", 1.25, "one"))
show("zrank", lambda: client.zrank("zset", "two"))
show("zcount", lambda: client.zcount("zset", "-inf", 3))
show("zunion", lambda: client.zunion({"zset": 2, "set": 1}, withscores=True))
show("zpopmin", lambda: client.zpopmin("zset", 2))
show("zscan_iter", lambda: sorted(client.zscan_iter("zset")))

show("wrong type", lambda: client.lpush("name2", "x") and client.get("name2"))
show("type", lambda: client.type("hash"))
show("rename", lambda: client.rename("hash", "moved"))
show("rename absent", lambda: client.rename("absent", "x"))
show("copy", lambda: client.copy("moved", "copied"))
show("scan_iter", lambda: sorted(client.scan_iter("m*", count=7)))
show("scan_iter by type", lambda: sorted(client.scan_iter(_type="ZSET")))
show("keys", lambda: sorted(client.keys("m1*")))
show("dbsize", client.dbsize)
show("randomkey", lambda: client.exists(client.randomkey()))

pipeline = client.pipeline(transaction=False)
for number in range(200):
    pipeline.set(f"p{number}", number).incr(f"p{number}").get(f"p{number}")
pipeline.lpush("p0", "x")
results = pipeline.execute(raise_on_error=False)
print(f"pipeline: {len(results)} {results[:3]!r} {results[-2]!r} {results[-1]!r}")

show("info", lambda: all(name in client.info() for name in ("redis_version", "used_memory", "connected_clients", "role")))
show("config get", lambda: sorted(client.config_get("maxmemory-policy")))
show("client getname", client.client_getname)
show("client id", lambda: client.client_id() > 0)
show("time", lambda: len(client.time()))
show("echo", lambda: client.echo("hello"))
show("unknown command", lambda: client.execute_command("NOSUCH", "a", "b"))
show("wrong number of arguments", lambda: client.execute_command("GET"))
show("expireat", lambda: client.expireat("p1", 2_500_000_000))
show("expiretime", lambda: client.expiretime("p1"))
show("expire gone", lambda: client.expire("p1", -1))
show("get gone", lambda: client.get("p1"))
show("flushdb", client.flushdb)
show("keys after flushdb", client.keys)
