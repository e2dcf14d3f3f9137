package io.github.dynamodbsession.emulator.expression;

import org.jspecify.annotations.Nullable;

/**
 * The key of a table or index.
 *
 * @param hash its first attribute; not {@code null}
 * @param range its second attribute; {@code null} if it has none
 */
public record QueriedKey(Key hash, @Nullable Key range) {

    /**
     * An attribute of a key.
     *
     * @param name not {@code null}
     * @param type as in the protocol: {@code S}, {@code N} or {@code B}
     */
    public record Key(String name, String type) {}

    int size() {
        return range == null ? 1 : 2;
    }
}
