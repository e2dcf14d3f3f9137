package io.github.dynamodbsession.core.codec.foreign.deeper;

import java.io.Serializable;

/** In a package below another one. */
public final class Deeper implements Serializable {
    private static final long serialVersionUID = 1L;
}
