package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.core.TokenKind;

/** What the session cookie carries. */
enum Tokens implements OptionValue {
    HASHED("hashed", TokenKind.HASHED),
    PLAIN("plain", TokenKind.PLAIN);

    private final String option;
    private final TokenKind kind;

    Tokens(String option, TokenKind kind) {
        this.option = option;
        this.kind = kind;
    }

    @Override
    public String option() {
        return option;
    }

    /** The store's option. */
    TokenKind kind() {
        return kind;
    }
}
