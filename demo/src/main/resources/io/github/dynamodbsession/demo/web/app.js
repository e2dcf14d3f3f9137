'use strict';

const HOLD_MS = 300;
const AT_ONCE = 8;
const RETRY_MS = 2000;
const SLOW_MS = 700;
const COST_HEADER = 'X-DynamoDB-Calls';

// What DynamoDB costs on demand in us-east-1 since November 2024, in US dollars.
const MILLION_READ_UNITS = 0.125;
const MILLION_WRITE_UNITS = 0.625;
const DOWN_HEADER = 'X-Storage-Down-Since';

const byId = id => document.getElementById(id);
const here = { node: location.port, ports: [location.port], express: null, storage: '', layout: 'native', codec: 'jdk', table: '' };

/** As it was last read; null: there is none; undefined: it could not be read yet. */
let session;

/** Null: there is none. Otherwise {isServer, since, reason, tries}. */
let outage = null;
let nextTry;

let shownAttributes = '';

// ---- talking to the nodes

const nameOf = port => port === here.express ? 'the Express node' : `server ${port}`;
const capitalized = text => text[0].toUpperCase() + text.slice(1);

const originOf = port => port === here.node ? location.origin : `${location.protocol}//${location.hostname}:${port}`;

/** One request. Answers {status, json, calls, ms, title}; throws only where no server answered. */
async function send(method, path, { body, port = here.node } = {}) {
  const started = performance.now();
  const title = `${method} ${decodeURIComponent(path)}`;
  let answer;
  let text;
  try {
    answer = await fetch(originOf(port) + path, {
      method,
      credentials: 'include',
      cache: 'no-store',
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    text = await answer.text();
  } catch {
    if (port === here.node) {
      isDown(true, new Date(), '');
    }
    throw new Error(`${capitalized(nameOf(port))} does not answer.`);
  }
  const json = text ? JSON.parse(text) : null;
  if (port === here.node) {
    const since = answer.headers.get(DOWN_HEADER);
    if (since) {
      isDown(false, new Date(since), json?.reason ?? (answer.status >= 500 ? json?.error : null));
    } else {
      isUp();
    }
  }
  return {
    title,
    port,
    status: answer.status,
    json,
    // Null: it does not say.
    calls: JSON.parse(answer.headers.get(COST_HEADER) ?? 'null'),
    ms: Math.round(performance.now() - started),
  };
}

/** Reads the session, without a word of it. */
async function read() {
  const answer = await send('GET', '/api/session');
  take(answer);
  await showEverywhere();
  showCost(`${answer.title} on ${nameOf(answer.port)}`, answer.calls, answer.ms);
  return answer;
}

function take(answer) {
  if (answer.status === 200 && answer.json.attributes) {
    session = answer.json;
  } else if (answer.status === 204 || answer.status === 404) {
    session = null;
  }
  showSession();
}

/** Does something to the session, shows all that came of it, and says it: either that it is done, or what failed and why. */
async function act(method, path, { body, done, failed }) {
  const before = session;
  const answer = await send(method, path, { body });
  if (answer.status === 409) {
    // Somebody else was faster: what is left of the session is another state than the one on the page.
    await read();
  } else {
    take(answer);
    if (session?.id !== before?.id || session?.attributes.user !== before?.attributes.user) {
      await showEverywhere();
    }
  }
  showCost(`${answer.title} on ${nameOf(answer.port)}`, answer.calls, answer.ms);
  if (answer.status < 400) {
    say(before && session && before.id !== session.id ? `${done} The session has a new id.` : done);
  } else {
    say(`${failed}: ${reasonOf(answer)}`, true);
  }
  return answer;
}

// ---- an outage, of the storage or of this server

const whatIsDown = () => outage.isServer ? capitalized(nameOf(here.node)) : here.storage === 'inmemory' ? 'The storage' : 'DynamoDB';

function isDown(isServer, since, reason) {
  const known = outage?.isServer === isServer ? outage : null;
  outage = { isServer, since: known && isServer ? known.since : since, reason: reason || known?.reason || '', tries: known?.tries ?? 0 };
  if (!known) {
    clearTimeout(nextTry);
    nextTry = setTimeout(retry, RETRY_MS);
  }
  showOutage();
}

function isUp() {
  if (outage) {
    const over = `${whatIsDown()} is available again, after ${spelled(outage.since, Date.now())}.`;
    outage = null;
    clearTimeout(nextTry);
    showOutage();
    goOn(over);
  }
}

async function goOn(over) {
  try {
    await read();
    if (!outage) {
      say(`${over} ${stateInWords()}`);
    }
  } catch {
    // It is down again, and shown to be.
  }
}

async function retry() {
  clearTimeout(nextTry);
  if (!outage) {
    return;
  }
  outage.tries++;
  await send('GET', '/api/storage').catch(() => { /* Shown already. */ });
  if (outage) {
    nextTry = setTimeout(retry, RETRY_MS);
  }
}

function showOutage() {
  byId('outage').hidden = !outage;
  if (outage) {
    const others = here.ports.filter(port => port !== here.node).map(nameOf);
    replace('outage-title', outage.isServer ? `${whatIsDown()} does not answer` : `${whatIsDown()} is unavailable`);
    replace('outage-what', outage.isServer
      ? 'It has not answered'
      : `The sessions${here.table ? ` in the table ${here.table}` : ''} can be neither read nor changed`);
    replace('outage-kept', !outage.isServer ? 'What is stored stays.'
      : others.length && here.storage !== 'inmemory' ? `Sessions outlive a server: try ${others.join(' or ')}.` : '');
    replace('outage-reason', outage.reason ? `The server says: ${outage.reason}` : '');
    showTime(byId('outage-since'), outage.since);
    showTries();
  }
  showSession();
}

/** Not within what is an alert, which would be read out every second. */
function showTries() {
  if (outage) {
    const tries = outage.tries === 1 ? '1 try' : `${outage.tries} tries`;
    replace('outage-tries', `For ${spelled(outage.since, Date.now())} now. This page tries again by itself every`
      + ` ${RETRY_MS / 1000} seconds: ${tries} so far.`);
  }
}

/** Only what is new is written, since an alert is read out when it is. */
function replace(id, text) {
  if (byId(id).textContent !== text) {
    byId(id).textContent = text;
  }
}

// ---- showing

function say(text, bad = false) {
  byId('status').textContent = text;
  byId('status').classList.toggle('bad', bad);
}

const reasonOf = answer => (answer.json?.error ?? `the server answered ${answer.status}`).replace(/\.?$/, '.');

const userOf = known => typeof known?.attributes.user === 'string' ? known.attributes.user : null;

function stateInWords() {
  if (!session) {
    return 'You have no session yet: log in to begin one.';
  }
  const user = userOf(session);
  const unreadable = session.unreadable?.length ?? 0;
  const state = user === null ? 'You have a session, and are not logged in.' : `You are logged in as ${user}.`;
  return unreadable ? `${state} ${unreadable === 1 ? 'One attribute' : `${unreadable} attributes`} cannot be read.` : state;
}

function element(name, text, properties = {}) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(text);
  return made;
}

function showNodes() {
  byId('nodes').replaceChildren(...[...here.ports, ...(here.express ? [here.express] : [])].map(port => {
    const label = port === here.express ? 'Express node' : `Server ${port}`;
    const link = element('a', label, { href: originOf(port) + '/' });
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
  byId('where').textContent = `${where}${here.layout === 'native'
    ? here.codec === 'jdk' ? '' : ` Values are kept as JSON, by ${here.codec}.`
    : ` It is the table of ${here.layout}, a session store for Express.`}`;
  byId('express-missing').hidden = !here.expressMissing;
  byId('express-missing').textContent = here.expressMissing ? `There is no Express node: ${here.expressMissing}.` : '';
}

/** The state, and of all buttons the one that leads on from it. */
function showSession() {
  const user = userOf(session);
  byId('session').hidden = !session;
  byId('none').hidden = session !== null;
  byId('unknown').hidden = session !== undefined || !outage;
  byId('stale').hidden = !session || !outage;
  byId('login').hidden = user !== null;
  byId('logout').hidden = !session;
  byId('logout').textContent = user === null ? 'End the session' : 'Log out';
  byId('user').hidden = user === null;
  byId('user').textContent = user ?? '';
  byId('session-hint').textContent = user === null
    ? 'Logging in gives the session a new id and keeps what is in it.'
    : 'Logging out ends the session and all that is in it, on every server.';
  if (session) {
    byId('node').textContent = nameOf(session.node);
    byId('id').textContent = session.id;
    for (const time of ['createdAt', 'lastAccessedAt', 'expiresAt']) {
      // Express knows only when it ends.
      byId(time).closest('div').hidden = session[time] === undefined;
      showTime(byId(time), session[time]);
    }
    showTimeLeft();
  }
  showAttributes(Object.entries(session?.attributes ?? {}), session?.unreadable ?? []);
  byId('login').querySelector('button').classList.toggle('quiet', !!outage);
  byId('put').querySelector('button').classList.toggle('quiet', !!outage || user === null);
  showOff();
}

/** Off are not those that need no storage; what is off says why, and can be reached by the keyboard to be asked. */
function showOff() {
  for (const reason of document.querySelectorAll('.why')) {
    reason.hidden = !outage;
    reason.textContent = outage ? `Off until ${whatIsDown()} is available again.` : '';
  }
  for (const control of document.querySelectorAll('[data-needs-storage]')) {
    if (outage) {
      control.setAttribute('aria-disabled', 'true');
      control.setAttribute('aria-describedby', control.closest('section').querySelector('.why').id);
    } else {
      control.removeAttribute('aria-disabled');
      control.removeAttribute('aria-describedby');
    }
  }
}

function showTime(where, instant) {
  where.textContent = instant ? new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' }) : 'never';
  where.dateTime = instant ? new Date(instant).toISOString() : '';
}

/** Such as "29 min 59 s"; the two largest units. */
function spelled(from, to) {
  const seconds = Math.max(0, Math.round((to - from) / 1000));
  const parts = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']]
    .map(([size, unit], i, all) => [Math.floor((i ? seconds % all[i - 1][0] : seconds) / size), unit])
    .filter(([count]) => count > 0)
    .slice(0, 2)
    .map(([count, unit]) => `${count} ${unit}`);
  return parts.join(' ') || '0 s';
}

function showTimeLeft() {
  const ends = session?.expiresAt ? Date.parse(session.expiresAt) : null;
  byId('left').textContent = ends === null ? '' : ends > Date.now() ? `in ${spelled(Date.now(), ends)}` : 'now';
}

/** What is the same already stays, and with it the focus. */
function showAttributes(entries, unreadable) {
  const content = JSON.stringify([entries, unreadable, session === undefined]);
  if (content === shownAttributes) {
    return;
  }
  shownAttributes = content;
  const rows = [
    ...entries.map(([name, value]) => attributeRow(name, element('code', JSON.stringify(value)), 'Change', () => edit(name, toText(value)))),
    ...unreadable.map(name => attributeRow(
      name,
      element('span', 'Cannot be read. It is kept as it is, until you set it anew or remove it.', { className: 'bad' }),
      'Set anew',
      () => edit(name, ''))),
  ];
  byId('empty').hidden = rows.length > 0 || session === undefined;
  byId('attributes-box').hidden = rows.length === 0;
  byId('attributes').replaceChildren(...rows);
}

function attributeRow(name, shown, label, action) {
  const row = document.createElement('tr');
  const actions = element('div', '', { className: 'actions' });
  actions.append(
    button(label, name, 'quiet small', action),
    button('Remove', name, 'danger small', () => remove(name)));
  row.append(element('th', name || '(empty name)', { scope: 'row' }), element('td', shown), element('td', actions));
  return row;
}

function button(label, name, className, action) {
  const made = element('button', label, { type: 'button', className });
  made.setAttribute('aria-label', `${label} ${name || 'the attribute with the empty name'}`);
  made.dataset.needsStorage = '';
  made.addEventListener('click', guarded(made, action));
  return made;
}

function showCost(title, made, ms) {
  const calls = made ?? [];
  const rows = new Map();
  for (const call of calls) {
    const row = rows.get(call.operation) ?? { count: 0, read: 0, write: 0 };
    rows.set(call.operation, { count: row.count + 1, read: row.read + call.readUnits, write: row.write + call.writeUnits });
  }
  byId('cost-of').replaceChildren(
    element('code', title), ` took ${ms} ms${made === null ? '. Express does not say which calls it made.' : ` and made ${calls.length ? 'these calls:' : 'no call of DynamoDB.'}`}`);
  byId('cost-box').hidden = calls.length === 0;
  byId('cost').replaceChildren(...[...rows].map(([operation, row]) => {
    const line = document.createElement('tr');
    line.append(element('th', operation, { scope: 'row' }), ...[row.count, row.read, row.write].map(number));
    return line;
  }));
  const read = calls.reduce((sum, call) => sum + call.readUnits, 0);
  const write = calls.reduce((sum, call) => sum + call.writeUnits, 0);
  byId('total-calls').textContent = calls.length;
  byId('total-read').textContent = rounded(read);
  byId('total-write').textContent = rounded(write);
  byId('million').hidden = calls.length === 0;
  byId('million-dollars').textContent = `${rounded(read * MILLION_READ_UNITS + write * MILLION_WRITE_UNITS)} US dollars`;
  byId('million-of').textContent =
    `on demand in us-east-1: ${MILLION_READ_UNITS} for a million read units, ${MILLION_WRITE_UNITS} for a million write units`;
}

const rounded = amount => String(Math.round(amount * 1000) / 1000);
const number = amount => element('td', rounded(amount), { className: 'n' });

// ---- all sessions of the user

async function showEverywhere() {
  const answer = userOf(session) === null ? null : await send('GET', '/api/sessions');
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
  await read();
  showCost(`${answer.title} on ${nameOf(answer.port)}`, answer.calls, answer.ms);
  if (answer.status === 200) {
    say(`${answer.json.ended} ${answer.json.ended === 1 ? 'session' : 'sessions'} of ${answer.json.user} ended, on every server.`);
  } else {
    say(`The sessions could not be ended: ${reasonOf(answer)}`, true);
  }
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

function edit(name, text) {
  byId('key').value = name;
  byId('value').value = text;
  byId('value').focus();
  byId('value').select();
}

async function remove(name) {
  const answer = await act('DELETE', attributePath(name), { done: `Removed ${name}.`, failed: `${name} could not be removed` });
  if (answer.status < 400) {
    byId('attributes-title').focus();
  }
}

// ---- eight at once

async function race() {
  byId('lanes').hidden = true;
  byId('race-result').textContent = '';
  if (!session) {
    // Without one each of the eight would begin a session of its own.
    const begun = await act('PUT', attributePath('begun-by'), {
      body: 'race', done: 'A session has begun.', failed: 'A session could not be begun' });
    if (begun.status !== 200) {
      return;
    }
  }
  const mark = new Date().toISOString().slice(14, 23);
  const lanes = [...Array(AT_ONCE).keys()].map(i => ({ name: `race-${i + 1}`, port: here.ports[i % here.ports.length] }));
  say(`${AT_ONCE} requests are under way …`);
  const started = performance.now();
  const answers = await Promise.all(lanes.map(({ name, port }) =>
    send('PUT', `${attributePath(name)}?hold=${HOLD_MS}`, { body: mark, port }).catch(failure => ({ status: failure.message, calls: [] }))));
  const ms = Math.round(performance.now() - started);
  const after = await read();
  const survived = lanes.map(({ name }) => after.json?.attributes?.[name] === mark);
  const count = survived.filter(Boolean).length;
  const items = lanes.map(({ name, port }, i) => {
    const item = element('li', '', { className: survived[i] ? 'good' : 'bad' });
    item.append(element('strong', `${name} ${survived[i] ? '✓ survived' : '✗ lost'}`), `${nameOf(port)} answered ${answers[i].status}`);
    return item;
  });
  byId('lanes').replaceChildren(...items);
  byId('lanes').hidden = false;
  const all = count === AT_ONCE;
  byId('race-result').textContent = `${count} of ${AT_ONCE} updates survived.`;
  byId('race-result').className = all ? 'good' : 'bad';
  showCost(`${AT_ONCE} overlapping PUT and a GET`, [...answers, after].flatMap(answer => answer.calls ?? []), ms);
  say(`${AT_ONCE} overlapping requests over ${here.ports.length === 1 ? 'one server' : `${here.ports.length} servers`} took ${ms} ms; ${count} of ${AT_ONCE} updates survived.`, !all);
}

// ---- wiring

/** While the action runs its button does nothing, and keeps the focus; what goes wrong is said, and what is off says why. */
function guarded(control, action) {
  return async event => {
    event.preventDefault();
    if (control.ariaBusy === 'true') {
      return;
    }
    if (control.ariaDisabled === 'true') {
      say(`“${control.textContent}” is off until ${whatIsDown()} is available again.`, true);
      return;
    }
    control.ariaBusy = 'true';
    const waiting = `Waiting for ${nameOf(here.node)} …`;
    const slow = setTimeout(() => say(waiting), SLOW_MS);
    try {
      await action();
    } catch (failure) {
      say(failure.message, true);
    } finally {
      clearTimeout(slow);
      if (byId('status').textContent === waiting) {
        say('');
      }
      control.ariaBusy = null;
      if (control.isConnected && !control.checkVisibility()) {
        // The state is another, and so is what to do next.
        byId(userOf(session) === null ? 'name' : 'key').focus();
      }
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
  const user = byId('name').value;
  const answer = await act('POST', `/api/login?user=${encodeURIComponent(user)}`, {
    done: `Logged in as ${user}.`, failed: `${user} could not be logged in` });
  if (answer.status === 200) {
    byId('login').reset();
  }
});
onSubmit(byId('put'), async () => {
  const name = byId('key').value;
  const answer = await act('PUT', attributePath(name), {
    body: fromText(byId('value').value), done: `${session && Object.hasOwn(session.attributes, name) ? 'Changed' : 'Set'} ${name}.`, failed: `${name} could not be set` });
  if (answer.status === 200) {
    byId('put').reset();
    byId('key').focus();
  }
});
onClick('refresh', async () => {
  const before = session;
  const answer = await read();
  if (answer.status < 500) {
    say(before && !session ? 'Your session has ended, here or on another server.' : stateInWords());
  } else {
    say(`The session could not be read: ${reasonOf(answer)}`, true);
  }
});
onClick('logout', () => act('DELETE', '/api/session', {
  done: `${userOf(session) === null ? 'The' : 'Logged out: the'} session has ended, on every server.`,
  failed: 'The session could not be ended' }));
onClick('ping', async () => {
  const answer = await send('GET', '/api/ping');
  showCost(`${answer.title} on ${nameOf(answer.port)}`, answer.calls, answer.ms);
  say(`${capitalized(nameOf(answer.port))} answered, without the session.`);
});
onClick('end-all', endAll);
onClick('race', race);
onClick('retry', retry);
setInterval(() => { showTimeLeft(); showTries(); }, 1000);

(async () => {
  try {
    const { json } = await send('GET', '/api/ping');
    Object.assign(here, json, { ports: json.ports.map(String), express: json.express ? String(json.express) : null });
    showNodes();
    showOutage();
    const answer = await read();
    if (answer.status < 500) {
      say(stateInWords());
    } else {
      say(outage ? '' : `The session could not be read: ${reasonOf(answer)}`, !outage);
    }
  } catch (failure) {
    say(failure.message, true);
  }
  document.body.dataset.ready = '';
})();
