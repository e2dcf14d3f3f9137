package io.github.dynamodbsession.core;

/** What a session's cookie carries, as opposed to the session's id: the option {@link StoreBuilder#tokens}. */
public enum TokenKind {

    /**
     * A random token of 192 bits, which is stored nowhere. The session's id is a hash of it. So what is stored, listed,
     * indexed, logged or passed to listeners opens no session.
     */
    HASHED,

    /**
     * The session's id itself. Whoever reads an id, in a table, its backup, its stream or a list of sessions, can open
     * the session with it. For applications whose cookies are read by others, such as a session store for Express, and
     * for ids of an {@link StoreBuilder#idGenerator} of their own.
     */
    PLAIN
}
