<?php
// A realistic session of php-redis: php_redis_session.php HOST PORT [PASSWORD]. Prints what every call came to.
[, $host, $port] = $argv;
$client = new Redis();
$client->connect($host, (int)$port, 5);
if (isset($argv[3])) {
    $client->auth($argv[3]);
}

function show(string $name, callable $call, bool $sort = false): void
{
    global $client;
    try {
        $result = $call();
    } catch (RedisException $failure) {
        $result = $failure->getMessage();
    }
    if (is_array($result) && $sort) {
        array_is_list($result) ? sort($result) : ksort($result);
    }
    if (is_string($result) && strlen($result) > 100) {
        $result = strlen($result) . ' of ' . $result[0];
    }
    echo $name, ': ', json_encode($result, JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_UNICODE), ' ', json_encode($client->getLastError()), "\n";
    $client->clearLastError();
}

show('flushAll', fn () => $client->flushAll());
show('ping', fn () => $client->ping());
show('get absent', fn () => $client->get('absent'));
show('set', fn () => $client->set('name', 'Ada', ['ex' => 1000]));
show('get', fn () => $client->get('name'));
show('set nx', fn () => $client->set('name', 'x', ['nx']));
show('ttl', fn () => in_array($client->ttl('name'), [999, 1000], true));
show('persist', fn () => $client->persist('name'));
show('setex', fn () => $client->setex('brief', 1000, 'x'));
show('binary', fn () => $client->set('raw', "\0\r\n\xff"));
show('get binary', fn () => bin2hex($client->get('raw')));
show('unicode', fn () => $client->set('schlüssel', 'größe'));
show('get unicode', fn () => $client->get('schlüssel'));
show('mSet', fn () => $client->mSet(['a' => 1, 'b' => 2]));
show('mGet', fn () => $client->mGet(['a', 'b', 'absent']));
show('incrBy', fn () => $client->incrBy('a', 9));
show('incrByFloat', fn () => $client->incrByFloat('b', 0.5));
show('incr of text', fn () => $client->incr('name'));
show('append', fn () => $client->append('name', '!'));
show('getRange', fn () => $client->getRange('name', -2, -1));
show('set large', fn () => $client->set('large', str_repeat('x', 1024 * 1024 - 1024)));
show('get large', fn () => $client->get('large'));
show('rPush', fn () => $client->rPush('list', 'a', 'b', 'c'));
show('lRange', fn () => $client->lRange('list', 0, -1));
show('lPop', fn () => $client->lPop('list'));
show('lIndex', fn () => $client->lIndex('list', 9));
show('hMSet', fn () => $client->hMSet('hash', ['f1' => 'v1', 'f2' => 2]));
show('hGetAll', fn () => $client->hGetAll('hash'), true);
show('hIncrBy', fn () => $client->hIncrBy('hash', 'f2', 5));
show('hMGet', fn () => $client->hMGet('hash', ['f1', 'absent']));
show('sAdd', fn () => $client->sAdd('set', 'a', 'b', 'c'));
show('sMembers', fn () => $client->sMembers('set'), true);
show('sIsMember', fn () => $client->sIsMember('set', 'x'));
show('zAdd', fn () => $client->zAdd('zset', 1, 'one', 2.5, 'two'));
show('zRange', fn () => $client->zRange('zset', 0, -1, true));
show('zScore', fn () => $client->zScore('zset', 'two'));
show('zRangeByScore', fn () => $client->zRangeByScore('zset', '(1', '+inf', ['withscores' => true, 'limit' => [0, 1]]));
show('wrong type', fn () => $client->get('list'));
show('type', fn () => $client->type('zset'));
show('exists', fn () => $client->exists('a', 'b', 'absent'));

$pipe = $client->multi(Redis::PIPELINE);
for ($i = 0; $i < 200; $i++) {
    $pipe->set("p$i", $i)->incr("p$i");
}
$results = $pipe->exec();
show('pipeline', fn () => [count($results), $results[399]]);
$client->setOption(Redis::OPT_SCAN, Redis::SCAN_RETRY);
$found = [];
$cursor = null;
while (($some = $client->scan($cursor, 'p*', 13)) !== false) {
    $found = array_merge($found, $some);
}
show('scan', fn () => count(array_unique($found)));
$cursor = null;
show('hScan', fn () => $client->hScan('hash', $cursor), true);
show('dbSize', fn () => $client->dbSize());
show('info', fn () => isset($client->info()['redis_version']));
show('config', fn () => array_keys($client->config('GET', 'maxmemory-policy')));
show('client', fn () => [$client->client('setname', 'session'), $client->client('getname')]);
show('unknown command', fn () => $client->rawCommand('NOSUCH', 'a'));
show('del', fn () => $client->del('a', 'b', 'absent'));
show('expire', fn () => $client->expire('name', -1));
show('get gone', fn () => $client->get('name'));
show('flushDB', fn () => $client->flushDB());
