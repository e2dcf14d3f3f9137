'use strict';

const HOLD_MS = 300;
const AT_ONCE = 8;
const COST_HEADER = 'X-DynamoDB-Calls';

const byId = id => document.getElementById(id);
const here = { node: location.port, ports: [location.port], storage: '', codec: 'jdk' };
let session = null;

// ---- talking to the nodes

const originOf = port => port === here.node ? location.origin : `${location.protocol}//${location.hostname}:${port}`;

/** One request. Answers {status, json, calls, ms, title}; never throws for what a server answered. */
async function send(method, path, { body, port = here.node } = {}) {
  const started = performance.now();
  const title = `${method} ${decodeURIComponent(path)}`;
  const answer = await fetch(originOf(port) + path, {
    method,
    credentials: 'include',
    cache: 'no-store',
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => { throw new Error(`The server on port ${port} does not answer.`); });
  const text = await answer.text();
  return {
    title,
    port,
    status: answer.status,
    json: text ? JSON.parse(text) : null,
    calls: JSON.parse(answer.headers.get(COST_HEADER) ?? '[]'),
    ms: Math.round(performance.now() - started),
  };
}

/** Sends, and shows all that came of it. */
async function act(method, path, options) {
  const answer = await send(method, path, options);
  const users = session?.attributes.user;
  const known = session;
  if (answer.status === 200 && answer.json.attributes) {
    session = answer.json;
  } else if (answer.status === 204 || answer.status === 404) {
    session = null;
  }
  showSession();
  if (session?.id !== known?.id || session?.attributes.user !== users) {
    await showEverywhere();
  }
  showCost(`${answer.title} on server ${answer.port}`, answer.calls);
  const renamed = known && session && known.id !== session.id ? ' The session has a new id.' : '';
  const failure = answer.status >= 400 && answer.json?.error ? ` (${answer.json.error})` : '';
  say(`${answer.title}: ${answer.status}${failure} in ${answer.ms} ms.${renamed}`,
      answer.status >= 400 && !(method === 'GET' && answer.status === 404));
  return answer;
}

// ---- showing

function say(text, bad = false) {
  byId('status').textContent = text;
  byId('status').classList.toggle('bad', bad);
}

function element(name, text, properties = {}) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(text);
  return made;
}

function showNodes() {
  byId('nodes').replaceChildren(...here.ports.map(port => {
    const link = element('a', `Server ${port}`, { href: originOf(port) + '/' });
    if (String(port) === here.node) {
      link.setAttribute('aria-current', 'page');
    }
    const item = document.createElement('li');
    item.append(link);
    return item;
  }));
  const where = here.storage === 'inmemory'
    ? 'The servers of this process share their sessions in its memory; there is no DynamoDB to call.'
    : `Each server finds your session in the same DynamoDB table.${here.ports.length > 1 ? ' Switch, and nothing is lost.' : ''}`;
  byId('where').textContent = here.codec === 'jdk' ? where : `${where} Values are kept as JSON, by ${here.codec}.`;
}

function showSession() {
  byId('session').hidden = !session;
  byId('none').hidden = !!session;
  byId('logout').disabled = !session;
  const user = session?.attributes.user;
  byId('user').hidden = typeof user !== 'string';
  byId('user').textContent = typeof user === 'string' ? user : '';
  if (session) {
    byId('node').textContent = `server ${session.node}`;
    byId('id').textContent = session.id;
    for (const time of ['createdAt', 'lastAccessedAt', 'expiresAt']) {
      showTime(byId(time), session[time]);
    }
    showTimeLeft();
  }
  showAttributes(Object.entries(session?.attributes ?? {}));
}

function showTime(where, instant) {
  where.textContent = instant ? new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' }) : 'never';
  where.dateTime = instant ?? '';
}

function showTimeLeft() {
  const ends = session?.expiresAt;
  const seconds = ends ? Math.max(0, Math.round((Date.parse(ends) - Date.now()) / 1000)) : 0;
  const parts = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']]
    .map(([size, unit], i, all) => [Math.floor((i ? seconds % all[i - 1][0] : seconds) / size), unit])
    .filter(([count]) => count > 0)
    .slice(0, 2)
    .map(([count, unit]) => `${count} ${unit}`);
  byId('left').textContent = ends ? (parts.length ? `in ${parts.join(' ')}` : 'now') : '';
}

function showAttributes(entries) {
  byId('empty').hidden = entries.length > 0;
  byId('attributes-box').hidden = entries.length === 0;
  byId('attributes').replaceChildren(...entries.map(([name, value]) => {
    const row = document.createElement('tr');
    const shown = document.createElement('td');
    shown.append(element('code', JSON.stringify(value)));
    const actions = element('div', '', { className: 'actions' });
    actions.append(
      button('Change', name, () => edit(name, value)),
      button('Remove', name, () => remove(name)));
    const last = document.createElement('td');
    last.append(actions);
    row.append(element('th', name || '(empty name)', { scope: 'row' }), shown, last);
    return row;
  }));
}

function button(label, name, action) {
  const made = element('button', label, { type: 'button', className: 'quiet small' });
  made.setAttribute('aria-label', `${label} ${name}`);
  made.addEventListener('click', guarded(made, action));
  return made;
}

function showCost(title, calls) {
  const rows = new Map();
  for (const call of calls) {
    const row = rows.get(call.operation) ?? { count: 0, read: 0, write: 0 };
    rows.set(call.operation, { count: row.count + 1, read: row.read + call.readUnits, write: row.write + call.writeUnits });
  }
  byId('cost-of').replaceChildren(element('code', title), calls.length ? ' made these calls:' : ' made no call of DynamoDB.');
  byId('cost-box').hidden = calls.length === 0;
  byId('cost').replaceChildren(...[...rows].map(([operation, row]) => {
    const line = document.createElement('tr');
    line.append(element('th', operation, { scope: 'row' }), ...[row.count, row.read, row.write].map(number));
    return line;
  }));
  byId('total-calls').textContent = calls.length;
  byId('total-read').textContent = rounded(calls.reduce((sum, call) => sum + call.readUnits, 0));
  byId('total-write').textContent = rounded(calls.reduce((sum, call) => sum + call.writeUnits, 0));
}

const rounded = amount => String(Math.round(amount * 1000) / 1000);
const number = amount => element('td', rounded(amount), { className: 'n' });

// ---- all sessions of the user

async function showEverywhere() {
  const answer = session?.attributes.user === undefined ? null : await send('GET', '/api/sessions');
  const all = answer?.status === 200 ? answer.json.sessions : [];
  byId('everywhere').hidden = all.length === 0;
  byId('everywhere-user').textContent = all.length ? answer.json.user : '';
  byId('sessions').replaceChildren(...all.map(each => {
    const row = document.createElement('tr');
    const name = element('th', element('code', each.id), { scope: 'row' });
    if (each.this) {
      name.append(' this one');
    }
    row.append(name, ...['createdAt', 'lastAccessedAt'].map(time => {
      const shown = document.createElement('time');
      showTime(shown, each[time]);
      return element('td', shown);
    }));
    return row;
  }));
}

async function endAll() {
  const answer = await send('DELETE', '/api/sessions');
  await act('GET', '/api/session');
  showCost(answer.title, answer.calls);
  say(answer.status === 200
    ? `${answer.json.ended} ${answer.json.ended === 1 ? 'session of' : 'sessions of'} ${answer.json.user} ended, on every server.`
    : `${answer.title}: ${answer.status} (${answer.json?.error})`, answer.status !== 200);
}

// ---- attributes

const attributePath = name => `/api/session/attributes/${encodeURIComponent(name)}`;

function fromText(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Text that stands for itself is shown without quotes; text that reads like other JSON keeps them. */
function toText(value) {
  return typeof value === 'string' && fromText(value) === value ? value : JSON.stringify(value);
}

function edit(name, value) {
  byId('key').value = name;
  byId('value').value = toText(value);
  byId('value').focus();
  byId('value').select();
}

async function remove(name) {
  await act('DELETE', attributePath(name));
  byId('attributes-title').focus();
}

// ---- eight at once

async function race() {
  byId('lanes').hidden = true;
  byId('race-result').textContent = '';
  if (!session) {
    // Without one each of the eight would begin a session of its own.
    await act('PUT', attributePath('begun-by'), { body: 'race' });
  }
  const mark = new Date().toISOString().slice(14, 23);
  const lanes = [...Array(AT_ONCE).keys()].map(i => ({ name: `race-${i + 1}`, port: here.ports[i % here.ports.length] }));
  say(`${AT_ONCE} requests are under way …`);
  const started = performance.now();
  const answers = await Promise.all(lanes.map(({ name, port }) =>
    send('PUT', `${attributePath(name)}?hold=${HOLD_MS}`, { body: mark, port }).catch(failure => ({ status: failure.message, calls: [] }))));
  const ms = Math.round(performance.now() - started);
  const after = await act('GET', '/api/session');
  const survived = lanes.map(({ name }) => after.json?.attributes?.[name] === mark);
  const count = survived.filter(Boolean).length;
  const items = lanes.map(({ name, port }, i) => {
    const item = element('li', '', { className: survived[i] ? 'good' : 'bad' });
    item.append(element('strong', `${name} ${survived[i] ? '✓ survived' : '✗ lost'}`), `server ${port} answered ${answers[i].status}`);
    return item;
  });
  byId('lanes').replaceChildren(...items);
  byId('lanes').hidden = false;
  const all = count === AT_ONCE;
  byId('race-result').textContent = `${count} of ${AT_ONCE} updates survived.`;
  byId('race-result').className = all ? 'good' : 'bad';
  showCost(`${AT_ONCE} overlapping PUT and a GET`, [...answers, after].flatMap(answer => answer.calls));
  say(`${AT_ONCE} overlapping requests over ${here.ports.length === 1 ? 'one server' : `${here.ports.length} servers`} took ${ms} ms; ${count} of ${AT_ONCE} updates survived.`, !all);
}

// ---- wiring

/** While the action runs its button is off; what goes wrong is said. */
function guarded(control, action) {
  return async event => {
    event.preventDefault();
    control.disabled = true;
    try {
      await action();
    } catch (failure) {
      say(failure.message, true);
    } finally {
      control.disabled = control.id === 'logout' && !session;
    }
  };
}

function onSubmit(form, action) {
  form.addEventListener('submit', guarded(form.querySelector('button'), action));
}

function onClick(id, action) {
  byId(id).addEventListener('click', guarded(byId(id), action));
}

onSubmit(byId('login'), async () => {
  const answer = await act('POST', `/api/login?user=${encodeURIComponent(byId('name').value)}`);
  if (answer.status === 200) {
    byId('login').reset();
  }
});
onSubmit(byId('put'), async () => {
  const answer = await act('PUT', attributePath(byId('key').value), { body: fromText(byId('value').value) });
  if (answer.status === 200) {
    byId('put').reset();
    byId('key').focus();
  }
});
onClick('refresh', async () => {
  await act('GET', '/api/session');
  await showEverywhere();
});
onClick('end-all', endAll);
onClick('logout', () => act('DELETE', '/api/session'));
onClick('ping', () => act('GET', '/api/ping'));
onClick('race', race);
setInterval(showTimeLeft, 1000);

(async () => {
  try {
    const { json } = await send('GET', '/api/ping');
    Object.assign(here, json, { ports: json.ports.map(String) });
    showNodes();
    await act('GET', '/api/session');
  } catch (failure) {
    say(failure.message, true);
  }
})();
