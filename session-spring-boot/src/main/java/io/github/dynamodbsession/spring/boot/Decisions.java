package io.github.dynamodbsession.spring.boot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Says at DEBUG what was decided for the application, and why. */
final class Decisions {

    private static final Logger LOG = System.getLogger(Decisions.class.getPackageName());

    private Decisions() {}

    /**
     * Says one.
     *
     * @param text a sentence; {@code {0}} and so on stand for the values, of which none is secret
     */
    static void tell(String text, Object... values) {
        LOG.log(Level.DEBUG, text, values);
    }
}
