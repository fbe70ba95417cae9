<?php
// A realistic session of php-memcached: php_memcached_session.php HOST PORT text|binary [USER PASSWORD]. Prints what every call came to.
[, $host, $port, $protocol] = $argv;
$client = new Memcached();
$client->setOption(Memcached::OPT_BINARY_PROTOCOL, $protocol === 'binary');
$client->setOption(Memcached::OPT_TCP_NODELAY, true);
$client->setOption(Memcached::OPT_COMPRESSION, false);
if (isset($argv[5])) {
    $client->setSaslAuthData($argv[4], $argv[5]);
}
$client->addServer($host, (int)$port);

function show(string $name, mixed $result): void
{
    global $client;
    if (is_string($result) && strlen($result) > 100) {
        $result = strlen($result) . ' of ' . $result[0];
    }
    echo $name, ': ', json_encode($result, JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_UNICODE), ' ', $client->getResultMessage(), "\n";
}

show('flush', $client->flush());
show('get absent', $client->get('absent'));
show('set', $client->set('name', 'Ada', 1000));
show('get', $client->get('name'));
show('set bytes', $client->set('raw', "\0\r\n\xff"));
show('get bytes', bin2hex($client->get('raw')));
show('set number', $client->set('number', 42));
show('get number', $client->get('number'));
show('set float', $client->set('float', 2.5));
show('get float', $client->get('float'));
show('set array', $client->set('array', ['list' => [1, null, 'käse']]));
show('get array', $client->get('array'));
show('add present', $client->add('name', 'x'));
show('add absent', $client->add('fresh', 'new'));
show('replace absent', $client->replace('nobody', 'x'));
show('replace', $client->replace('fresh', 'newer'));
show('append', $client->append('fresh', '!'));
show('prepend', $client->prepend('fresh', '?'));
show('append absent', $client->append('nobody', 'x'));
show('get fresh', $client->get('fresh'));
show('delete', $client->delete('fresh'));
show('delete again', $client->delete('fresh'));
show('touch', $client->touch('name', 500));
show('touch absent', $client->touch('nobody', 500));
show('increment absent', $client->increment('hits'));
show('set counter', $client->set('hits', 10000));
show('increment', $client->increment('hits', 5));
show('decrement', $client->decrement('hits', 3));
show('increment text', $client->increment('name'));
if ($protocol === 'binary') {
    show('increment creates', $client->increment('created', 1, 70000, 1000));
}

$extended = $client->get('name', null, Memcached::GET_EXTENDED);
show('get extended', [$extended['value'], $extended['flags'], $extended['cas'] > 0]);
show('cas', $client->cas($extended['cas'], 'name', 'Grace'));
show('cas with a used token', $client->cas($extended['cas'], 'name', 'Lise'));
show('get after cas', $client->get('name'));

$many = [];
for ($i = 0; $i < 100; $i++) {
    $many["m$i"] = "value $i";
}
show('setMulti', $client->setMulti($many, 1000));
$found = $client->getMulti(array_merge(array_keys($many), ['nobody']), Memcached::GET_PRESERVE_ORDER);
show('getMulti', [count($found), $found['m42'], $found['nobody']]);
show('deleteMulti', count(array_filter($client->deleteMulti(array_keys($many)))));
show('getMulti of none', $client->getMulti(['m0', 'm99']));
$client->getDelayed(['name', 'number', 'nobody'], true);
$delayed = $client->fetchAll();
usort($delayed, fn ($one, $other) => strcmp($one['key'], $other['key']));
show('fetchAll', array_map(fn ($item) => [$item['key'], $item['value'], $item['cas'] > 0], $delayed));

foreach ([0, 1, 65536, 1024 * 1024 - 1024] as $size) {
    show("set $size bytes", $client->set('sized', str_repeat('s', $size)));
    show("get $size bytes", $client->get('sized'));
}
show('set too large', $client->set('sized', str_repeat('s', 2 * 1024 * 1024)));
show('set behind it', $client->set('after', 'ok'));
show('get behind it', $client->get('after'));
show('key of 250 bytes', $client->set(str_repeat('k', 250), 'x'));
show('unicode key', $client->set('käse', 'x'));
show('get unicode key', $client->get('käse'));
$stats = current($client->getStats());
echo 'stats: ', json_encode(isset($stats['curr_items'], $stats['get_hits'])), "\n";
echo 'version: ', json_encode((bool)$client->getVersion()), "\n";
show('flush', $client->flush());
show('get after flush', $client->get('after'));
