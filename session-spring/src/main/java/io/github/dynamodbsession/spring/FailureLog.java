package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.log.WarningLog;
import java.lang.System.Logger;

/** Where it is said that requests fail for their sessions. Safe for use by any number of threads. */
final class FailureLog {

    private static final String NAME = StoreSessionRepository.class.getPackageName();
    private static final Logger LOG = System.getLogger(NAME);

    private final WarningLog warnings = WarningLog.named(NAME);
    private final OutageLog outages;

    FailureLog(OutageLog outages) {
        this.outages = outages;
    }

    /** A request fails. */
    void failed(SessionException failure) {
        if (failure instanceof SessionStorageException) {
            outages.failed(LOG, "Request failed with 503: session storage unavailable", failure);
        } else if (failure instanceof SessionConfigurationException) {
            warn("Request failed with 500: sessions are not configured for what it wants", failure);
        } else {
            warn("Request failed with 500: its session cannot be stored", failure);
        }
    }

    /** Something else is wrong with a request. */
    void warn(String text, Exception failure) {
        warnings.warn(text, text, failure);
    }
}
