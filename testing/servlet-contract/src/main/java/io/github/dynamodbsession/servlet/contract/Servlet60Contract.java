package io.github.dynamodbsession.servlet.contract;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;

/**
 * The rules on sessions that Jakarta Servlet 6.0 and 6.1 have in common. Does not refer to classes that are new in 6.1.
 */
public abstract class Servlet60Contract extends ServletContract {

    /**
     * For subclasses.
     *
     * @param container the container
     * @param sessions the session implementation of the applications
     * @param deviations the cases that the container is known to fail
     */
    protected Servlet60Contract(Supplier<Container> container, Sessions sessions, List<Deviation> deviations) {
        super(container, sessions, deviations);
    }

    @Nested
    class OfHttpSession extends HttpSessionCases {
        OfHttpSession() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfRequest extends RequestCases {
        OfRequest() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfLoginSafety extends LoginSafetyCases {
        OfLoginSafety() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfConcurrency extends ConcurrencyCases {
        OfConcurrency() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfEncoding extends EncodingCases {
        OfEncoding() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfSettings extends SettingsCases {
        OfSettings() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfListeners extends ListenerCases {
        OfListeners() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfDispatches extends DispatchCases {
        OfDispatches() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfCommits extends CommitCases {
        OfCommits() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfAsync extends AsyncCases {
        OfAsync() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfAsyncStates extends AsyncStateCases {
        OfAsyncStates() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfScope extends ScopeCases {
        OfScope() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfContainerLogin extends ContainerLoginCases {
        OfContainerLogin() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfBadInput extends BadInputCases {
        OfBadInput() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfHttps extends HttpsCases {
        OfHttps() {
            super(Servlet60Contract.this);
        }
    }

    @Nested
    class OfUpgrades extends UpgradeCases {
        OfUpgrades() {
            super(Servlet60Contract.this);
        }
    }
}
