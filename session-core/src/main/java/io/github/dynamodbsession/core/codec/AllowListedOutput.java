package io.github.dynamodbsession.core.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Refuses to write what could not be read: every class on its way out is held against the allow-list. */
final class AllowListedOutput extends ObjectOutputStream {

    private final ClassAllowList allowed;

    AllowListedOutput(OutputStream out, ClassAllowList allowed) throws IOException {
        super(out);
        this.allowed = allowed;
    }

    /** Called by the stream once for each class it writes a description of. */
    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        if (!allowed.allows(type.getName())) {
            throw new ClassNotAllowedException(type.getName());
        }
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
        throw new ClassNotAllowedException(type.getName());
    }
}
