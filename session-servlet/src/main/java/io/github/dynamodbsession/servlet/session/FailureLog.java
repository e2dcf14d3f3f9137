package io.github.dynamodbsession.servlet.session;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.log.WarningLog;
import io.github.dynamodbsession.servlet.container.FilterName;
import java.lang.System.Logger;

/** Logs requests that fail, or that continue without their session. Safe for use by any number of threads. */
public final class FailureLog {

    private static final String NAME = FilterName.FULL;
    private static final Logger LOG = System.getLogger(NAME);

    private static final String TOO_LATE = "Request failed too late for an error response";

    private final WarningLog warnings = WarningLog.named(NAME);
    private final OutageLog outages;

    FailureLog(OutageLog outages) {
        this.outages = outages;
    }

    /**
     * A request fails.
     *
     * @param isTooLate whether the response is already committed or completed, so that its status cannot be changed
     */
    public void failed(SessionException failure, boolean isTooLate) {
        if (failure instanceof SessionStorageException) {
            String text = isTooLate ? TOO_LATE : "Request failed with 503";
            outages.failed(LOG, text + ": session storage unavailable", failure);
        } else {
            String text = (isTooLate ? TOO_LATE : "Request failed with 500") + ": its session cannot be stored";
            warnings.warn(text, text, failure);
        }
    }

    /** A request continues without its session. */
    public void wentOn(SessionStorageException failure) {
        outages.failed(LOG, "Request continues without its session: session storage unavailable", failure);
    }
}
