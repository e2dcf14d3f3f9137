package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.log.WarningLog;
import io.github.dynamodbsession.servlet.container.FilterName;
import java.lang.System.Logger;

/** Where it is said that requests fail, or go on without their session. Safe for use by any number of threads. */
public final class FailureLog {

    private static final String NAME = FilterName.FULL;
    private static final Logger LOG = System.getLogger(NAME);

    private final WarningLog warnings = WarningLog.named(NAME);
    private final OutageLog outages;

    FailureLog(OutageLog outages) {
        this.outages = outages;
    }

    /** A request fails for it. */
    public void failed(SessionException failure) {
        if (failure instanceof SessionStorageException) {
            outages.failed(LOG, "Request failed: session storage unavailable", failure);
        } else {
            String text = "Request failed: its session cannot be stored";
            warnings.warn(text, text, failure);
        }
    }

    /** A request goes on in spite of it. */
    public void wentOn(SessionStorageException failure) {
        outages.failed(LOG, "Request goes on without its session: session storage unavailable", failure);
    }
}
