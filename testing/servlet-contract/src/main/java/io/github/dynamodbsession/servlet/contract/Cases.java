package io.github.dynamodbsession.servlet.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The base class of the cases. Each has a container to itself, because most deploy their application at the same path. */
@Execution(ExecutionMode.CONCURRENT)
abstract class Cases {

    private final ServletContract contract;
    private final Deque<App> apps = new ArrayDeque<>();
    private @Nullable Container taken;

    Cases(ServletContract contract) {
        this.contract = contract;
    }

    final ServletContract contract() {
        return contract;
    }

    /** An application at {@code /app}. */
    final App app() {
        return app("/app");
    }

    final App app(String contextPath) {
        App app = app(contract.sessions(), contextPath);
        apps.push(app);
        return app;
    }

    /** An application that may have other sessions than those of the contract, for comparison; closed by the caller. */
    final App app(Sessions sessions, String contextPath) {
        Container container = taken;
        if (container == null) {
            container = contract.containers().take();
            taken = container;
        }
        return new App(container, sessions, contextPath);
    }

    @AfterEach
    final void closeApps() {
        while (!apps.isEmpty()) {
            apps.pop().close();
        }
        if (taken != null) {
            contract.containers().giveBack(taken);
            taken = null;
        }
    }
}
