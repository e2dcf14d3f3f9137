package io.github.dynamodbsession.servlet.contract;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;

/** The rules of Jakarta Servlet 6.1 on sessions. */
public abstract class Servlet61Contract extends Servlet60Contract {

    /**
     * For subclasses.
     *
     * @param container the container
     * @param sessions the session implementation of the applications
     * @param deviations the cases that the container is known to fail
     */
    protected Servlet61Contract(Supplier<Container> container, Sessions sessions, List<Deviation> deviations) {
        super(container, sessions, deviations);
    }

    @Nested
    class OfServlet61 extends Servlet61Cases {
        OfServlet61() {
            super(Servlet61Contract.this);
        }
    }
}
